import { beforeEach, describe, expect, it } from 'vitest';
import { idOf, type ReportId } from '#shared/model/ids.ts';
import type { Hint } from '#shared/protocol/hints.ts';
import type { Bus } from '#server/bus/bus.ts';
import { openLocalBus } from '#server/bus/local.ts';

const noted: string[] = [];
const adapters: readonly { readonly name: string; readonly open: () => Bus }[] = [
  { name: 'one process', open: () => openLocalBus({ error: (_, event) => noted.push(event) }) },
];

describe.each(adapters)('the bus of $name', ({ open }) => {
  let bus: Bus;

  beforeEach(() => {
    noted.length = 0;
    bus = open();
  });

  it('brings each hint to every listener, in the order of publishing', async () => {
    const one = listen();
    const other = listen();

    bus.publish(report('a'));
    bus.publish(report('b'));
    await one.until(2);

    expect(one.heard).toEqual([report('a'), report('b')]);
    expect(other.heard).toEqual(one.heard);
  });

  it('lets the publisher go on before anyone hears', async () => {
    const listener = listen();

    bus.publish(report('a'));

    expect(listener.heard).toEqual([]);
    await listener.until(1);
  });

  it('brings nothing to a listener that left', async () => {
    const leaving = listen();
    const staying = listen();

    bus.publish(report('a'));
    leaving.leave();
    await staying.until(1);

    expect(leaving.heard).toEqual([]);
  });

  it('notes what a listener throws and brings the hint to the others', async () => {
    bus.subscribe(() => {
      throw new Error('broken');
    });
    const listener = listen();

    bus.publish(report('a'));
    await listener.until(1);

    expect(noted).toEqual(['hint.failed']);
  });

  function listen() {
    const heard: Hint[] = [];
    let wake = () => {};
    const leave = bus.subscribe((hint) => {
      heard.push(hint);
      wake();
    });
    async function until(count: number): Promise<void> {
      while (heard.length < count) await new Promise<void>((resolve) => (wake = resolve));
      // Others that were asked at the same time have heard it after this.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { heard, leave, until };
  }
});

function report(id: string): Hint {
  return { kind: 'report', reportId: idOf<ReportId>(id) };
}
