import type { Page } from 'playwright-core';
import type { Journey } from '#test/world/journey.ts';
import type { Visitor } from '#test/world/open-server.ts';

/** A page, watched from its first moment. */
export interface WatchedPage {
  readonly page: Page;
  /** What ran, by its number; what the policy refused; what was asked of elsewhere; what stands in the page and could do so. */
  readonly faults: readonly string[];
  /** Opens an address of ours, waits until it is there, and looks through it. */
  readonly visit: (path: string) => Promise<void>;
  /** Goes on to another one as a link would, without a new page. */
  readonly follow: (path: string) => Promise<void>;
  /** Looks through what is there now. */
  readonly look: () => Promise<void>;
}

/** A window in which somebody works, or nobody is signed in. Tall, as rows out of sight are not drawn. */
export async function openWatchedPage(journey: Journey, by?: Visitor): Promise<WatchedPage> {
  const { url } = journey.server;
  const faults: string[] = [];
  const page = await journey.openAnonymous('/sign-in', { viewport: { width: 1366, height: 4000 } });
  const context = page.context();
  await context.exposeBinding('ran', (_source, number: unknown) => faults.push(`ran: ${String(number)}`));
  await context.exposeBinding('refusedByPolicy', (_source, what: unknown) => faults.push(`refused: ${String(what)}`));
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => refusedByPolicy(event.violatedDirective + ' ' + event.sample))`,
  );
  context.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(url) && !address.startsWith(`blob:${url}`)) faults.push(`asked: ${address}`);
  });
  context.on('page', () => faults.push('another window'));
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
  const [name = '', value = ''] = (by?.headers['cookie'] ?? '').split('=');
  if (by !== undefined) await context.addCookies([{ name, value, url }]);
  const look = async (): Promise<void> => {
    faults.push(...(await page.evaluate(findLivingParts, url)).map((part) => `${page.url()} holds ${part}`));
  };
  return {
    page,
    faults,
    look,
    follow: (path) =>
      page.evaluate((address) => {
        history.pushState({}, '', address);
        dispatchEvent(new PopStateEvent('popstate'));
      }, path),
    async visit(path) {
      await page.goto(`${url}${path}`);
      await page.getByRole('heading').first().waitFor();
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
      await look();
    },
  };
}

/** Elements and attributes that run, load or send something and that no screen of ours has. Runs in the page. */
function findLivingParts(origin: string): readonly string[] {
  const foreign =
    'iframe,frame,object,embed,applet,base,meta[http-equiv],form[action],svg script,math,audio,video,template';
  const isOurs = (address: string): boolean => ['blob:', 'http:', 'https:'].some((kind) => address.startsWith(kind));
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const parts = [...element.attributes].flatMap(({ name, value }) => {
      if (/^on/i.test(name)) return [`${name}=${value}`];
      if (['src', 'srcset', 'data', 'action', 'formaction', 'xlink:href', 'poster', 'background'].includes(name)) {
        const address = new URL(value, document.baseURI).href;
        return address.startsWith(origin) || address.startsWith(`blob:${origin}`) ? [] : [`${name}=${value}`];
      }
      if (name === 'href' && element.localName === 'a') {
        const { href } = Object.assign(document.createElement('a'), { href: value });
        return isOurs(href) || href.startsWith('mailto:') ? [] : [`href=${value}`];
      }
      return name === 'href' && !new URL(value, document.baseURI).href.startsWith(origin) ? [`href=${value}`] : [];
    });
    return element.matches(foreign) ? [...parts, element.outerHTML.slice(0, 100)] : parts;
  });
}
