import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { LiveText } from '#client/sync/open-document.ts';
import { showThreads, threadsIn, type ShownThreads } from './comment-marks.ts';
import { extensionsOf } from './extensions.ts';
import { headingsOf, numberFrom, type HeadingEntry, type NumberSource } from './numbering.ts';
import { openMirror } from './mirror.ts';
import { pageStyle } from './page-style.ts';
import type { SlashKey } from './slash.ts';
import { useLatest } from './use-latest.ts';
import classes from './DocumentEditor.module.css';

/** The open editor, as screens hand it from one part of this folder to another. */
export type TextEditor = Editor;

/** What a screen shows beside the text. */
export interface TextSummary {
  readonly headings: readonly HeadingEntry[];
  readonly text: string;
  /** Threads whose words are still there, in the order of their places. */
  readonly threads: ReadonlySet<string>;
}

export interface DocumentEditorProps {
  readonly live: LiveText;
  /** Whether the person may change this text; who may not is shown a copy that gives nothing back. */
  readonly mayWrite: boolean;
  /** Whether keys change it now. */
  readonly isEditable: boolean;
  /** Place of the text in the outline of the report. */
  readonly depth: number;
  /** The same object as long as nothing in it has changed: a new one has the whole text numbered anew. */
  readonly numbers: NumberSource;
  readonly me: { readonly id: string; readonly name: string };
  readonly colorOf: (personId: string) => string;
  /** Name of the text for readers of the screen. */
  readonly label: string;
  readonly placeholder: string;
  readonly zoom: number;
  readonly threads: ShownThreads;
  readonly imageAddress: (imageId: string) => string;
  readonly hold: () => () => void;
  readonly deeds: EditorDeeds;
  readonly onEditor: (editor: TextEditor | null) => void;
  readonly onSummary: (summary: TextSummary) => void;
}

/** What keys and clicks in the text ask of the screen. */
interface EditorDeeds {
  readonly comment: () => void;
  readonly saveVersion: () => void;
  readonly find: () => void;
  readonly leave: () => void;
  readonly pickThread: (threadId: string) => void;
  readonly slashKey: (key: SlashKey) => boolean;
  readonly addImages: (files: readonly File[]) => void;
  readonly picturesLeftOut: () => void;
}

const summaryPauseMs = 250;

/** The text on its page, as it prints. */
export function DocumentEditor(props: DocumentEditorProps): ReactElement {
  const { live, mayWrite, isEditable, depth, numbers, label, zoom, threads, onEditor, onSummary } = props;
  const latest = useLatest(props);
  // Who could write once stays on it: a right that goes must not redraw the page, nor take the undo of who may write again later.
  const [isBound, setBound] = useState(mayWrite);
  if (mayWrite && !isBound) setBound(true);
  const mirror = useMemo(() => (isBound ? null : openMirror(live.doc)), [live, isBound]);
  useEffect(() => () => mirror?.close(), [mirror]);
  const doc = mirror?.doc ?? live.doc;

  const editor = useEditor(
    {
      extensions: extensionsOf({
        doc,
        depth,
        placeholder: props.placeholder,
        imageAddress: props.imageAddress,
        carets: { awareness: live.awareness, me: props.me, colorOf: props.colorOf },
        hold: () => latest().hold(),
        deeds: () => latest().deeds,
      }),
      editable: isEditable,
      injectCSS: false,
      enableInputRules: false,
      enablePasteRules: false,
      editorProps: { attributes: () => pageAttributes(latest().isEditable, label) },
    },
    [doc, live, depth],
  );

  useEffect(() => {
    onEditor(editor);
    return () => onEditor(null);
  }, [editor, onEditor]);

  useEffect(() => {
    if (editor.isEditable !== isEditable) editor.setEditable(isEditable, false);
  }, [editor, isEditable]);

  useEffect(() => numberFrom(editor, numbers), [editor, numbers]);

  const { active, place: commented } = threads;
  const openThreads = threads.open.join(' ');
  useEffect(() => {
    showThreads(editor, { open: openThreads === '' ? [] : openThreads.split(' '), active, place: commented });
  }, [editor, openThreads, active, commented]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => onSummary(summaryOf(editor, depth, numbers));
    const tellSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(tell, summaryPauseMs);
    };
    tell();
    editor.on('update', tellSoon);
    return () => {
      clearTimeout(timer);
      editor.off('update', tellSoon);
    };
  }, [editor, depth, numbers, onSummary]);

  const style = { zoom, ...pageStyle(numbers.profile) };
  return (
    <div className={classes['page']} data-page data-print="paper" style={style}>
      <EditorContent editor={editor} />
    </div>
  );
}

function summaryOf(editor: Editor, depth: number, numbers: NumberSource): TextSummary {
  const { doc } = editor.state;
  return {
    headings: headingsOf(doc, depth, numbers),
    text: doc.textBetween(0, doc.content.size, '\n', ' '),
    threads: threadsIn(doc),
  };
}

/** Who reads moves through headings and paragraphs; a field would hide them from readers of the screen. Both go through it by keys. */
function pageAttributes(isEditable: boolean, label: string): Record<string, string> {
  const always = { 'aria-label': label, lang: 'vi', tabindex: '0' };
  if (!isEditable) return { ...always, role: 'document' };
  return { ...always, role: 'textbox', 'aria-multiline': 'true' };
}
