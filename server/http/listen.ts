import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import compression from 'compression';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { DomainError } from '#shared/model/errors.ts';
import { LANGUAGES } from '#shared/model/language.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import type { Context } from '#server/context.ts';
import { openMetrics, type Metrics } from '#server/observe/metrics.ts';
import type { Sync } from '#server/sync/start.ts';
import { openEvents, type Events } from './events.ts';
import { bearerOf, hasBody, openGates } from './gates.ts';
import { securityHeaders } from './headers.ts';
import { describeApi } from './openapi.ts';
import { openOrigins, type Origins } from './origins.ts';
import { problemOf, refusalOf, retryAfterOf } from './problem.ts';
import { listRoutes } from './routes.ts';
import { openClient } from './static.ts';
import { attachUpgrade } from './upgrade.ts';
import { openUploadTurns } from './uploads.ts';

export interface HttpOptions {
  readonly context: Context;
  readonly sync: Sync;
  readonly limits: Limits;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly metricsToken: string | undefined;
  readonly version: string;
  /** The folder of the built client, or while developing what makes it as it goes. */
  readonly client: string | RequestHandler;
  /** Off only while developing on one's own machine: what reloads as it goes breaks the policy. */
  readonly hasPolicy: boolean;
}

export interface HttpServer {
  readonly port: number;
  /** Takes nothing new, finishes what was begun, lets live connections and streams go. */
  stop(): Promise<void>;
}

/** The whole program has to stop within five seconds. */
const FINISH_WITHIN_MS = 3_000;

/** Serves everything on one port. Rejects, with the system's code, when the port can't be had. */
export async function listen(options: HttpOptions): Promise<HttpServer> {
  const { context, sync, limits } = options;
  const origins = openOrigins(options.publicUrl);
  const events = openEvents(context, limits);
  const state: ServingState = { isStopping: false };
  const metrics = openMetrics(() => ({ ...sync.counts(), eventStreams: events.count() }));
  const app = await composeApp(options, { origins, events, metrics, state });
  const server = createServer(
    { maxHeaderSize: limits.headerBytes, requestTimeout: limits.requestMs, headersTimeout: limits.requestMs },
    app,
  );
  attachUpgrade(server, {
    sync,
    storage: context.storage,
    limits,
    isAllowedOrigin: (request) => origins.isAllowedHost(request) && origins.isAllowedOrigin(request),
    log: context.log,
  });
  const port = await startListening(server, options);
  return {
    port,
    async stop() {
      state.isStopping = true;
      const closed = new Promise<void>((settle) => server.close(() => settle()));
      const late = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
      events.close();
      await sync.close();
      await closed;
      clearTimeout(late);
    },
  };
}

function startListening(server: Server, { host, port }: HttpOptions): Promise<number> {
  return new Promise((settle, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      settle(portOf(server.address()));
    });
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server listens nowhere');
  return address.port;
}

interface ServingState {
  isStopping: boolean;
}

interface Parts {
  readonly origins: Origins;
  readonly events: Events;
  readonly metrics: Metrics;
  readonly state: ServingState;
}

async function composeApp(options: HttpOptions, parts: Parts): Promise<Express> {
  const { context, limits, version, client } = options;
  const isHttps = options.publicUrl?.startsWith('https:') === true;
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.enable('case sensitive routing').enable('strict routing');
  app.use(securityHeaders({ isHttps, hasPolicy: options.hasPolicy }));
  app.use(refuseManyHeaders(limits));
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok\n'));
  app.get('/readyz', readiness(context, parts.state));
  app.get('/metrics', showMetrics(parts.metrics, options));
  app.use(refuseStrangeHosts(parts));
  app.use('/api', compression({ filter: mayCompress }));
  const description = JSON.stringify(describeApi(version));
  app.get('/api/openapi.json', (_request, response) => void response.type('application/json').send(description));
  addRoutes(app, options, parts, isHttps);
  app.use(typeof client === 'string' ? await openClient(client) : developing(client));
  app.use(() => {
    throw new DomainError('not_found');
  });
  app.use(answerRefusal(context));
  return app;
}

function addRoutes(app: Express, options: HttpOptions, parts: Parts, isHttps: boolean): void {
  const { context, limits, version } = options;
  const gates = openGates(context, limits, parts.origins);
  const tools = { context, limits, version, isHttps, events: parts.events, uploads: openUploadTurns() };
  for (const route of listRoutes()) {
    const { endpoint } = route;
    app.route(endpoint.path)[methodOf(endpoint.method)](async (request, response) => {
      measure(parts.metrics, endpoint.path, request, response);
      const caller = await gates.pass(endpoint, request, response);
      await route.answer({ tools, request, response, caller });
    });
  }
}

function methodOf(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') {
  const names = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;
  return names[method];
}

function measure(metrics: Metrics, route: string, request: Request, response: Response): void {
  const from = performance.now();
  response.once('close', () => {
    const seconds = (performance.now() - from) / 1000;
    metrics.countRequest({ method: request.method, route, status: response.statusCode, seconds });
  });
}

/** The parser drops headers silently beyond its own bound. */
function refuseManyHeaders(limits: Limits): RequestHandler {
  return (request, response, next) => {
    if (request.rawHeaders.length / 2 > limits.headerCount) response.status(431).end();
    else next();
  };
}

function refuseStrangeHosts({ origins, state }: Parts): RequestHandler {
  return (request, response, next) => {
    if (state.isStopping) {
      response.set('Connection', 'close');
      throw new DomainError('shutting_down');
    }
    if (!origins.isAllowedHost(request)) throw new DomainError('wrong_origin');
    next();
  };
}

/** Whether the store takes a transaction now. */
function readiness(context: Context, state: ServingState): RequestHandler {
  return async (_request, response) => {
    if (state.isStopping) throw new DomainError('shutting_down');
    try {
      await context.storage.transact(() => Promise.resolve());
    } catch (error) {
      context.log.warn({ cause: error instanceof Error ? error : undefined }, 'http.not-ready');
      throw new DomainError('store_trouble');
    }
    response.type('text/plain').send('ready\n');
  };
}

/**
 * For who bears the token; without one, for this machine alone, and for nobody where the server is reached through a proxy: whoever asks it
 * comes from this machine then.
 */
function showMetrics(metrics: Metrics, { metricsToken, publicUrl }: HttpOptions): RequestHandler {
  const mayAsk = (request: Request): boolean =>
    metricsToken === undefined
      ? publicUrl === undefined && !isForwarded(request) && isThisMachine(request)
      : isSame(bearerOf(request) ?? '', metricsToken);
  return async (request, response) => {
    if (!mayAsk(request)) throw new DomainError('not_found');
    response.type(metrics.contentType).send(await metrics.text());
  };
}

function isForwarded({ headers }: Request): boolean {
  return headers['forwarded'] !== undefined || headers['x-forwarded-for'] !== undefined;
}

function isThisMachine(request: Request): boolean {
  return /^(::1|(::ffff:)?127(\.\d+){3})$/.test(request.socket.remoteAddress ?? '');
}

function isSame(given: string, kept: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(kept)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** A stream has to arrive as it is written; pictures and files are small already. */
function mayCompress(request: Request, response: Response): boolean {
  return /json/.test(String(response.getHeader('Content-Type') ?? '')) && compression.filter(request, response);
}

/** Everything under `/api` is ours also while the client is made as it goes. */
function developing(client: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (/^\/(api|sync)(\/|$)/.test(request.path)) next();
    else void client(request, response, next);
  };
}

/** The one place where what was thrown becomes an answer. */
function answerRefusal(context: Context): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const refusal = refusalOf(error);
    const requestId = randomBytes(5).toString('hex').toUpperCase();
    if (refusal.code === 'internal') {
      const cause = error instanceof Error ? error : new Error(String(error));
      context.log.error({ requestId, method: request.method, cause }, 'http.failed');
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    const language = request.acceptsLanguages([...LANGUAGES]);
    const problem = problemOf(refusal, LANGUAGES.find((one) => one === language) ?? LANGUAGES[0], requestId);
    const wait = retryAfterOf(refusal);
    if (wait !== undefined) response.set('Retry-After', String(wait));
    // What is left of a body that was refused half-way would be taken for the next request.
    if (!request.complete && hasBody(request)) response.set('Connection', 'close');
    response.status(problem.status).set('Cache-Control', 'no-store');
    response.type('application/problem+json').send(JSON.stringify(problem));
  };
}
