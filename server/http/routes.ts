import { listEndpoints } from './endpoints.ts';
import { committeeRoutes } from './routes/committees.ts';
import { documentRoutes } from './routes/documents.ts';
import { exportRoutes } from './routes/exports.ts';
import { homeRoutes } from './routes/home.ts';
import { linkRoutes } from './routes/links.ts';
import { mergeRoutes } from './routes/merges.ts';
import { organisationRoutes } from './routes/organisation.ts';
import { outlineRoutes } from './routes/outline.ts';
import { ownRoutes } from './routes/own.ts';
import { peopleRoutes } from './routes/people.ts';
import { reportRoutes } from './routes/reports.ts';
import { sectionRoutes } from './routes/sections.ts';
import { sessionRoutes } from './routes/session.ts';
import type { Route } from './visit.ts';

/** A route for every endpoint of the protocol. Throws when one has none: what is promised is answered, or the program doesn't start. */
export function listRoutes(): readonly Route[] {
  const routes: readonly Route[] = [
    ...sessionRoutes,
    ...ownRoutes,
    ...linkRoutes,
    ...homeRoutes,
    ...organisationRoutes,
    ...committeeRoutes,
    ...peopleRoutes,
    ...reportRoutes,
    ...outlineRoutes,
    ...sectionRoutes,
    ...documentRoutes,
    ...mergeRoutes,
    ...exportRoutes,
  ];
  const bound = new Set(routes.map((route) => route.endpoint));
  const forgotten = listEndpoints().filter(({ endpoint }) => !bound.has(endpoint));
  if (forgotten.length > 0) throw new Error(`No route for ${forgotten.map(({ name }) => name).join(', ')}`);
  return routes;
}
