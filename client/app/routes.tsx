import { lazy, Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  createBrowserRouter,
  Navigate,
  Outlet,
  useLocation,
  useNavigate,
  useParams,
  type DataRouter,
} from 'react-router';
import { useMerge } from '#client/data/merges.ts';
import { useMe } from '#client/data/session.ts';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';
import { HomeRoute } from './HomeRoute.tsx';
import { useLinkSecret } from './link-secret.ts';
import { NotFound } from './NotFound.tsx';
import { RequireSession } from './RequireSession.tsx';
import { RouteFailure } from './RouteFailure.tsx';
import { Shell } from './Shell.tsx';
import { wantedAddress } from './wanted-address.ts';
import classes from './routes.module.css';

const SignInScreen = lazy(async () => ({
  default: (await import('#client/features/sign-in/SignInScreen.tsx')).SignInScreen,
}));
const LinkRoute = lazy(async () => ({ default: (await import('./ComingIn.tsx')).LinkRoute }));
const SetUpLinkRoute = lazy(async () => ({ default: (await import('./ComingIn.tsx')).SetUpLinkRoute }));
const SetUpRoute = lazy(async () => ({ default: (await import('./SetUpRoute.tsx')).SetUpRoute }));
const AccountRoute = lazy(async () => ({ default: (await import('./AccountRoute.tsx')).AccountRoute }));
const PeopleRoute = lazy(async () => ({ default: (await import('./PeopleRoute.tsx')).PeopleRoute }));
const AdminRoute = lazy(async () => ({ default: (await import('./AdminRoute.tsx')).AdminRoute }));
const ReportRoute = lazy(async () => ({ default: (await import('./ReportRoute.tsx')).ReportRoute }));
const SectionRoute = lazy(async () => ({ default: (await import('./SectionRoute.tsx')).SectionRoute }));
const PartRoute = lazy(async () => ({ default: (await import('./PartRoute.tsx')).PartRoute }));
const MergeScreen = lazy(async () => ({
  default: (await import('#client/features/merge/MergeScreen.tsx')).MergeScreen,
}));

/** Every address of the product. Home comes with the first file, the others when they are asked for. */
export function createRoutes(): DataRouter {
  return createBrowserRouter([
    { path: '/sign-in', element: <SignInRoute />, errorElement: <RouteFailure /> },
    {
      element: <Waited />,
      errorElement: <RouteFailure />,
      children: [{ path: '/moi', element: <LinkRoute /> }],
    },
    {
      path: '/thiet-lap',
      element: <SetUpDoor />,
      errorElement: <RouteFailure />,
      children: [
        { element: <Waited />, errorElement: <RouteFailure />, children: [{ index: true, element: <SetUpRoute /> }] },
      ],
    },
    {
      element: <RequireSession />,
      errorElement: <RouteFailure />,
      children: [
        {
          element: <Shell />,
          children: [
            {
              element: <Waited />,
              errorElement: <RouteFailure />,
              children: [
                { path: '/', element: <HomeRoute /> },
                { path: '/reports/:reportId', element: <ReportRoute /> },
                { path: '/committees/:committeeId/people', element: <PeopleRoute /> },
                { path: '/account', element: <AccountRoute /> },
                { path: '/admin/people', element: <AdminRoute /> },
                { path: '*', element: <NotFound /> },
              ],
            },
          ],
        },
        {
          element: <WholePage />,
          errorElement: <RouteFailure />,
          children: [
            { path: '/sections/:sectionId', element: <SectionRoute /> },
            { path: '/parts/:partId', element: <PartRoute /> },
            { path: '/merges/:mergeId', element: <MergeRoute /> },
          ],
        },
      ],
    },
  ]);
}

/** A screen whose file is still on its way. */
function Waited(): ReactElement {
  return (
    <Suspense fallback={<LoadingLines lines={8} />}>
      <Outlet />
    </Suspense>
  );
}

/** With the link that the start of the server printed one makes the first account; with an account one goes on. */
function SetUpDoor(): ReactElement {
  if (useLinkSecret() === '') return <RequireSession />;
  return (
    <Suspense fallback={<LoadingLines lines={8} />}>
      <SetUpLinkRoute />
    </Suspense>
  );
}

/** Screens that need all the room: they have a head of their own instead of the frame. */
function WholePage(): ReactElement {
  return (
    <main className={classes.whole} tabIndex={-1}>
      <Waited />
    </main>
  );
}

function SignInRoute(): ReactElement {
  const me = useMe();
  const { search } = useLocation();
  const navigate = useNavigate();
  const wanted = wantedAddress(search);
  if (me.data) return <Navigate to={wanted} replace />;
  return (
    <Suspense fallback={<LoadingLines />}>
      <SignInScreen onSignedIn={() => void navigate(wanted, { replace: true })} />
    </Suspense>
  );
}

function MergeRoute(): ReactElement {
  const { t } = useTranslation();
  const { mergeId = '' } = useParams();
  const merge = useMerge(mergeId).data;
  usePageTitle(merge === undefined ? undefined : t('merge.title', { section: merge.sectionTitle }));
  return <MergeScreen key={mergeId} mergeId={mergeId} />;
}
