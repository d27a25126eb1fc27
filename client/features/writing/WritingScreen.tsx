import { NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Monitor, PanelLeft, PanelRight } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type ChangeEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { goToPosition } from '#client/editor/keys.ts';
import { SelectionBubble } from '#client/editor/SelectionBubble.tsx';
import { SlashMenu, type SlashHandle } from '#client/editor/SlashMenu.tsx';
import { Toolbar } from '#client/editor/Toolbar.tsx';
import { ToolButton } from '#client/editor/ToolButton.tsx';
import { FindBar } from '#client/editor/FindBar.tsx';
import { DocumentEditor, type TextEditor, type TextSummary } from '#client/editor/DocumentEditor.tsx';
import { imageAddress } from '#client/data/documents.ts';
import { personColor } from '#client/objects/person-color.ts';
import { Banner } from '#client/ui/Banner.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { idOf, type ImageId } from '#shared/model/ids.ts';
import type { PartDetail } from '#shared/protocol/sections.ts';
import { KeptTextCard } from './KeptTextCard.tsx';
import { ModeMenu, type Mode } from './ModeMenu.tsx';
import { NameVersionDialog } from './NameVersionDialog.tsx';
import { PeopleHere } from './PeopleHere.tsx';
import { PhoneBar } from './PhoneBar.tsx';
import { SaveStatus } from './SaveStatus.tsx';
import { SidePanel, type PanelTab } from './SidePanel.tsx';
import type { WritingSlots } from './slots.ts';
import { TextBanners } from './TextBanners.tsx';
import { TextOutline } from './TextOutline.tsx';
import { useComments } from './use-comments.ts';
import { useImages } from './use-images.tsx';
import { whenSaved } from './use-open-document.ts';
import type { ShownText } from './use-text.ts';
import { VersionList } from './VersionList.tsx';
import { WritingHeader } from './WritingHeader.tsx';
import classes from './WritingScreen.module.css';

export interface WritingScreenProps extends WritingSlots, ShownText {
  readonly backTo: string;
  readonly path: readonly string[];
  readonly title: string;
  /** The layout profile of the report. */
  readonly profileId: string;
  /** Place of the text in the outline. */
  readonly depth: number;
  /** Where its numbers begin: ordinals from the top of the outline. */
  readonly place: readonly number[];
  /** In a part, where the headings of its sections stand. */
  readonly headings?: PartDetail['headings'];
  readonly stateChip: ReactNode;
  readonly actions: ReactNode;
  /** What the state of the section says, under the header. */
  readonly banners: ReactNode;
  readonly target: { readonly kind: 'section' | 'part'; readonly id: string };
  readonly info: ReactNode;
  /** Length and required elements, below the outline; `words` is counted in the text on the screen. */
  readonly foot: (text: string) => ReactNode;
}

const ZOOMS = [75, 90, 100, 125, 150] as const;
const NO_HEADINGS: PartDetail['headings'] = [];
const noText = { headings: [], text: '', threads: null };

/** A live text with everything that is needed to write it, read it and talk about it. */
export function WritingScreen(props: WritingScreenProps): ReactElement {
  const { text, me, documentId, title, target, profileId, place, headings = NO_HEADINGS } = props;
  const { document, state } = text;
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const isNarrow = useMediaQuery('(width < 75em)') ?? false;
  const [editor, setEditor] = useState<TextEditor | null>(null);
  const [summary, setSummary] = useState<TextSummary | typeof noText>(noText);
  const [mode, setMode] = useState<Mode>('editing');
  const [zoom, setZoom] = useState<number>(100);
  const [tab, setTab] = useState<PanelTab>('comments');
  const [isFinding, setFinding] = useState(false);
  const [isNaming, setNaming] = useState(false);
  const [outlineShown, setOutlineShown] = useState<boolean | null>(null);
  const [panelShown, setPanelShown] = useState<boolean | null>(null);
  const slashMenu = useRef<SlashHandle>(null);
  const images = useImages(documentId, editor);
  const numbers = useMemo(
    () => ({
      profile: layoutProfileOf(profileId),
      place,
      headings: new Map(headings.map((heading) => [heading.blockId, heading.place])),
    }),
    [profileId, place, headings],
  );

  const mayWrite = state.grade === 'edit' && !state.isNewer;
  const mayEdit = mayWrite && !isPhone;
  const isEditable = mayEdit && mode === 'editing';
  const mayComment = state.grade !== 'none' && state.grade !== 'read' && state.ended === null;
  const showComments = useCallback(() => {
    setTab('comments');
    setPanelShown(true);
  }, []);
  const comments = useComments({ documentId, editor, showComments });
  const hasOutline = !isPhone && (outlineShown ?? !isNarrow);
  const hasPanel = panelShown ?? !isNarrow;
  const saved = useCallback(() => whenSaved(document), [document]);

  const comment = (): void => {
    if (mayComment) comments.begin();
  };
  const follow = (personId: string): void => {
    window.document.querySelector(`[data-caret="${CSS.escape(personId)}"]`)?.scrollIntoView({ block: 'center' });
  };
  const deeds = {
    comment,
    saveVersion: () => setNaming(isEditable),
    find: () => setFinding(true),
    leave: () => window.document.querySelector<HTMLElement>('[role=toolbar] button')?.focus(),
    pickThread: (threadId: string) => comments.activate(threadId),
    slashKey: (key: Parameters<SlashHandle['take']>[0]) => slashMenu.current?.take(key) ?? false,
    addImages: images.add,
    picturesLeftOut: images.explain,
  };

  const panels = {
    comments: props.commentsPanel({
      documentId,
      committeeId: props.committeeId,
      mayComment,
      place: comments.place,
      onPlaced: comments.endPlace,
      activeId: comments.activeId,
      onActivate: comments.goTo,
      present: summary.threads,
      whenSaved: saved,
    }),
    versions: <VersionList documentId={documentId} nameOf={props.nameOf} />,
    info: (
      <>
        {props.info}
        <div className={classes['export']}>{props.exportButton(target)}</div>
      </>
    ),
  };
  const banners = (
    <>
      {props.banners}
      {mayWrite && isPhone && (
        <Banner tone="info" icon={<Monitor size="1.125rem" />}>
          {t('writing.phoneReads')}
        </Banner>
      )}
    </>
  );
  const side = <SidePanel tab={tab} onTab={setTab} openThreads={comments.open.length} panels={panels} />;
  const pickZoom = (event: ChangeEvent<HTMLSelectElement>): void => setZoom(Number(event.currentTarget.value));
  const zooms = ZOOMS.map((one) => ({ value: String(one), label: `${String(one)}%` }));
  const toolsEnd = !isPhone && (
    <>
      <NativeSelect
        variant="unstyled"
        className={classes['zoom']}
        aria-label={t('writing.zoom')}
        data={zooms}
        value={String(zoom)}
        onChange={pickZoom}
      />
      <ToolButton
        icon={PanelLeft}
        label={t('writing.toggleOutline')}
        isOn={hasOutline}
        onPress={() => setOutlineShown(!hasOutline)}
      />
      <ToolButton
        icon={PanelRight}
        label={t('writing.togglePanel')}
        isOn={hasPanel}
        onPress={() => setPanelShown(!hasPanel)}
      />
    </>
  );

  return (
    <div className={classes['screen']}>
      <WritingHeader
        backTo={props.backTo}
        path={props.path}
        title={title}
        state={props.stateChip}
        people={<PeopleHere document={document} onFollow={follow} />}
        truth={<SaveStatus state={state} />}
        mode={<ModeMenu mode={mode} mayEdit={mayEdit} onMode={setMode} />}
        actions={!isPhone && props.actions}
      />
      {editor !== null && (
        <div data-print="hide">
          <Toolbar
            editor={editor}
            isEditable={isEditable}
            mayComment={mayComment}
            onComment={comment}
            onFind={() => setFinding(true)}
            onImage={images.add}
            end={toolsEnd}
          />
          {isFinding && (
            <FindBar
              editor={editor}
              isEditable={isEditable}
              onClose={() => {
                setFinding(false);
                editor.view.focus();
              }}
              onReplaced={(count) =>
                showToast({
                  message: t('writing.replaced', { count }),
                  action: { label: t('writing.undo'), run: () => editor.commands.undo() },
                })
              }
            />
          )}
        </div>
      )}
      <TextBanners state={state} onRetry={document.retry} own={banners} />
      <KeptTextCard kept={state.kept} keptFor={state.keptFor} title={title} onDiscard={document.discardKept} />
      <div className={classes['body']}>
        {hasOutline && (
          <TextOutline
            headings={summary.headings}
            onGo={(position) => editor !== null && goToPosition(editor, position)}
            foot={props.foot(summary.text)}
          />
        )}
        {/* It scrolls, so it takes the keys that scroll, also where the text itself takes none. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className={classes['desk']} tabIndex={0} aria-label={t('writing.page')}>
          {state.live === null ? (
            <div className={classes['loading']}>
              <LoadingLines />
            </div>
          ) : (
            <DocumentEditor
              key={state.generation}
              live={state.live}
              mayWrite={mayWrite}
              isEditable={isEditable}
              depth={props.depth}
              numbers={numbers}
              me={me}
              colorOf={personColor}
              label={t('writing.textOf', { title })}
              placeholder={t('writing.placeholder')}
              zoom={isPhone ? 1 : zoom / 100}
              threads={{ open: comments.open, active: comments.activeId, place: comments.place }}
              imageAddress={(id) => imageAddress(idOf<ImageId>(id))}
              hold={document.hold}
              deeds={deeds}
              onEditor={setEditor}
              onSummary={setSummary}
            />
          )}
          {editor !== null && (
            <>
              {comments.place === null && !isFinding && (
                <SelectionBubble editor={editor} isEditable={isEditable} mayComment={mayComment} onComment={comment} />
              )}
              {isEditable && <SlashMenu ref={slashMenu} editor={editor} onImage={images.choose} />}
            </>
          )}
        </section>
        {!isPhone && hasPanel && <div className={classes['side']}>{side}</div>}
      </div>
      {isPhone && (
        <PhoneBar
          openThreads={comments.open.length}
          actions={props.actions}
          sheet={side}
          sheetTitle={t(`writing.tabs.${tab}`)}
          isUp={panelShown === true}
          onUp={showComments}
          onDown={() => setPanelShown(false)}
        />
      )}
      {images.field}
      <NameVersionDialog documentId={documentId} opened={isNaming} whenSaved={saved} onClose={() => setNaming(false)} />
    </div>
  );
}
