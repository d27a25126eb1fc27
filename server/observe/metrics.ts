import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Figures of this process in the text form of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  /** One answered request. `route` is the path with its parameters' names, so that no id becomes a label. */
  countRequest(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  text(): Promise<string>;
}

/** `readCounts` is asked at each reading: what grows for ever by names that end in `Total`, else what is there now. */
export function openMetrics(readCounts: () => Readonly<Record<string, number>>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'dongthao_' });
  const requests = new Histogram({
    name: 'dongthao_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5, 30],
    registers: [registry],
  });
  for (const name of Object.keys(readCounts())) addCount(registry, name, () => readCounts()[name] ?? 0);
  return {
    contentType: registry.contentType,
    countRequest: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    text: () => registry.metrics(),
  };
}

function addCount(registry: Registry, name: string, read: () => number): void {
  const told = `dongthao_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
  const settings = { name: told, help: `Live texts: ${name}`, registers: [registry] };
  if (!name.endsWith('Total')) {
    new Gauge({
      ...settings,
      collect() {
        this.set(read());
      },
    });
    return;
  }
  new Counter({
    ...settings,
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}
