import { Button, Divider, Menu, NativeSelect } from '@mantine/core';
import {
  AlignCenter,
  AlignJustify,
  AlignLeft,
  AlignRight,
  Bold,
  Image as ImageIcon,
  Italic,
  List,
  ListOrdered,
  MessageSquare,
  Redo2,
  Strikethrough,
  TextSearch,
  Underline,
  Undo2,
} from 'lucide-react';
import { useRef, type ChangeEvent, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditorState } from '@tiptap/react';
import type { Alignment, ListKind } from '#shared/document/document.ts';
import type { TextEditor } from './DocumentEditor.tsx';
import { LinkTool } from './LinkTool.tsx';
import { currentParagraph, setParagraphs } from './paragraphs.ts';
import { TableTools } from './TableTools.tsx';
import { ToolButton } from './ToolButton.tsx';
import classes from './Toolbar.module.css';

export interface ToolbarProps {
  readonly editor: TextEditor;
  readonly isEditable: boolean;
  readonly mayComment: boolean;
  readonly onComment: () => void;
  readonly onFind: () => void;
  readonly onImage: (files: readonly File[]) => void;
  /** What belongs to the screen: zoom, the panels. */
  readonly end: ReactNode;
}

const LEVELS = [0, 1, 2, 3, 4] as const;
const MARKS = [
  { name: 'bold', icon: Bold, keys: 'Ctrl+B' },
  { name: 'italic', icon: Italic, keys: 'Ctrl+I' },
  { name: 'underline', icon: Underline, keys: 'Ctrl+U' },
  { name: 'strike', icon: Strikethrough, keys: undefined },
] as const;
const ALIGNMENTS = [
  { align: 'justify', icon: AlignJustify },
  { align: 'left', icon: AlignLeft },
  { align: 'center', icon: AlignCenter },
  { align: 'right', icon: AlignRight },
] as const;

/** The one row of tools; who may not change the text has only what they can use. */
export function Toolbar(props: ToolbarProps): ReactElement {
  const { isEditable, mayComment } = props;
  const { t } = useTranslation();
  return (
    <div
      className={classes['bar']}
      role="toolbar"
      tabIndex={-1}
      aria-label={t('editor.tools')}
      onKeyDown={moveAmongTools}
    >
      {isEditable && <WritingTools {...props} />}
      {mayComment && (
        <Button
          variant="subtle"
          color="gray"
          className={classes['worded']}
          leftSection={<MessageSquare size="1.125rem" aria-hidden />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={props.onComment}
        >
          {t('editor.comment')}
        </Button>
      )}
      <ToolButton icon={TextSearch} label={t('editor.find')} keys="Ctrl+F" onPress={props.onFind} />
      <span className={classes['grow']} />
      {props.end}
    </div>
  );
}

function WritingTools({ editor, onImage }: ToolbarProps): ReactElement {
  const { t } = useTranslation();
  const now = useEditorState({ editor, selector: ({ editor: one }) => readTools(one) });
  const setLevel = (event: ChangeEvent<HTMLSelectElement>): void => {
    const level = LEVELS.find((one) => String(one) === event.currentTarget.value) ?? 0;
    setParagraphs(editor, () => ({ level, ...(level > 0 ? { list: 'none' as const, indent: 0 } : {}) }));
    editor.commands.focus();
  };
  const toggleList = (list: ListKind): void => {
    setParagraphs(editor, () => ({ list: now.list === list ? 'none' : list, level: 0 }));
  };
  const setAlign = (align: Alignment): void => {
    setParagraphs(editor, () => ({ align }));
  };
  const levels = LEVELS.map((level) => ({
    value: String(level),
    label: level === 0 ? t('editor.body') : t('editor.heading', { level }),
  }));
  return (
    <>
      <ToolButton
        icon={Undo2}
        label={t('editor.undo')}
        keys="Ctrl+Z"
        isDisabled={!now.canUndo}
        onPress={() => editor.commands.undo()}
      />
      <ToolButton
        icon={Redo2}
        label={t('editor.redo')}
        keys="Ctrl+Y"
        isDisabled={!now.canRedo}
        onPress={() => editor.commands.redo()}
      />
      <Divider orientation="vertical" className={classes['line']} />
      <NativeSelect
        variant="unstyled"
        className={classes['style']}
        aria-label={t('editor.style')}
        data={levels}
        value={String(now.level)}
        onChange={setLevel}
      />
      <Divider orientation="vertical" className={classes['line']} />
      {MARKS.map(({ name, icon, keys }) => (
        <ToolButton
          key={name}
          icon={icon}
          label={t(`editor.marks.${name}`)}
          {...(keys === undefined ? {} : { keys })}
          isOn={now.marks.includes(name)}
          onPress={() => editor.chain().focus().toggleMark(name).run()}
        />
      ))}
      <Divider orientation="vertical" className={classes['line']} />
      <ToolButton
        icon={List}
        label={t('editor.dashList')}
        isOn={now.list === 'dash' || now.list === 'bullet'}
        onPress={() => toggleList(now.list === 'bullet' ? 'bullet' : 'dash')}
      />
      <ToolButton
        icon={ListOrdered}
        label={t('editor.numberList')}
        isOn={now.list === 'decimal'}
        onPress={() => toggleList('decimal')}
      />
      <AlignTool align={now.align} onAlign={setAlign} />
      <Divider orientation="vertical" className={classes['line']} />
      <TableTools editor={editor} isInTable={now.isInTable} />
      <ImageTool onImage={onImage} />
      <LinkTool editor={editor} href={now.href} />
      <Divider orientation="vertical" className={classes['line']} />
    </>
  );
}

function AlignTool({ align, onAlign }: { align: Alignment; onAlign: (align: Alignment) => void }): ReactElement {
  const { t } = useTranslation();
  const shown = ALIGNMENTS.find((one) => one.align === align) ?? ALIGNMENTS[0];
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ToolButton icon={shown.icon} label={t('editor.align')} />
      </Menu.Target>
      <Menu.Dropdown>
        {ALIGNMENTS.map(({ align: one, icon: Icon }) => (
          <Menu.Item key={one} leftSection={<Icon size="1rem" aria-hidden />} onClick={() => onAlign(one)}>
            {t(`editor.alignments.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ImageTool({ onImage }: { onImage: (files: readonly File[]) => void }): ReactElement {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    onImage([...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = '';
  };
  return (
    <>
      <ToolButton icon={ImageIcon} label={t('editor.image')} onPress={() => field.current?.click()} />
      <input ref={field} type="file" accept="image/png,image/jpeg,image/webp" hidden onChange={take} />
    </>
  );
}

interface ToolState {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly level: number;
  readonly list: ListKind;
  readonly align: Alignment;
  readonly marks: readonly string[];
  readonly isInTable: boolean;
  readonly href: string | null;
}

function readTools(editor: TextEditor): ToolState {
  const role = currentParagraph(editor.state);
  const href: unknown = editor.getAttributes('link')['href'];
  return {
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
    level: role?.level ?? 0,
    list: role?.list ?? 'none',
    align: role?.align ?? 'default',
    marks: MARKS.map(({ name }) => name).filter((name) => editor.isActive(name)),
    isInTable: editor.isActive('table'),
    href: typeof href === 'string' ? href : null,
  };
}

/** As toolbars have it: arrows go from tool to tool. */
function moveAmongTools(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  if (!(event.target instanceof HTMLButtonElement)) return;
  const tools = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled),select')];
  const step = event.key === 'ArrowRight' ? 1 : -1;
  const next = tools[(tools.indexOf(event.target) + step + tools.length) % tools.length];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
