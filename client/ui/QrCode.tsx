import qrcode from 'qrcode-generator';
import { useMemo, type ReactElement } from 'react';
import classes from './QrCode.module.css';

export interface QrCodeProps {
  readonly text: string;
  /** What it leads to. */
  readonly label: string;
}

/** What readers of QR codes need around one, in modules. */
const QUIET = 4;

/** Dark on light in both themes: some readers don't take a code the other way round. It fills the width that it is given. */
export function QrCode({ text, label }: QrCodeProps): ReactElement {
  const { path, size } = useMemo(() => drawModules(text), [text]);
  const edge = size + 2 * QUIET;
  return (
    <svg
      className={classes.code}
      viewBox={`${String(-QUIET)} ${String(-QUIET)} ${String(edge)} ${String(edge)}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn here: the content policy lets no data: address into an img
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}

/** One run of dark modules is one stroke of the path. */
function drawModules(text: string): { readonly path: string; readonly size: number } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const places = Array.from({ length: size }, (_, at) => at);
  const path = places
    .map((row) => {
      const line = places.map((column) => (code.isDark(row, column) ? '#' : ' ')).join('');
      return [...line.matchAll(/#+/g)]
        .map(({ index, 0: run }) => `M${String(index)} ${String(row)}h${String(run.length)}v1h-${String(run.length)}z`)
        .join('');
    })
    .join('');
  return { path, size };
}
