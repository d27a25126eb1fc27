import { vi } from 'vitest';

/** One request that the screen made. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Reply {
  readonly status?: number;
  readonly body: unknown;
}

/** Answers the screen's requests by `METHOD path`; each may be a list, whose last answer stays. Anything else is `not_found`. */
export function serve(answers: Readonly<Record<string, Reply | readonly Reply[]>>): readonly Asked[] {
  const asked: Asked[] = [];
  const counts = new Map<string, number>();
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    const path = input.split('?')[0] ?? '';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    asked.push({ method, path, body });
    const name = `${method} ${path}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const found = answers[name];
    const replies = found === undefined || 'body' in found ? found : (found[count] ?? found.at(-1));
    const reply = replies ?? refusal('not_found', 404);
    return new Response(JSON.stringify(reply.body), { status: reply.status ?? 200 });
  });
  return asked;
}

export function refusal(code: string, status: number, details: Readonly<Record<string, unknown>> = {}): Reply {
  return { status, body: { type: 'about:blank', title: code, status, code, details } };
}
