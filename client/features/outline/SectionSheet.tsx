import { Button, Drawer } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSection } from '#client/data/sections.ts';
import { sectionName } from '#client/objects/section-name.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { sendForm } from '#client/ui/send-form.ts';
import { useIsPhone } from '#client/ui/use-is-phone.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { AssignmentFields } from './AssignmentFields.tsx';
import { ConflictChoice } from './ConflictChoice.tsx';
import { outlineRights } from './outline-rights.ts';
import { TextFields } from './TextFields.tsx';
import { useSectionForm, type KeptForm } from './use-section-form.ts';
import classes from './SectionSheet.module.css';

export interface SectionSheetProps {
  readonly report: Report;
  readonly node: OutlineNode;
  /** What was typed here before and not saved. */
  readonly kept: KeptForm | undefined;
  /** Called with what was typed and not saved, if anything was. */
  readonly onClose: (kept: KeptForm | undefined) => void;
}

/** All that the outline says of a section, beside the outline. What was typed is kept when it is closed or refused. */
export function SectionSheet(props: SectionSheetProps): ReactElement {
  const { t } = useTranslation();
  const section = useSection(props.node.id);
  if (section.data !== undefined) return <Filled {...props} detail={section.data} />;
  return (
    <Sheet title={sectionName(props.node)} onClose={() => props.onClose(props.kept)} label={t('app.close')}>
      {section.isError ? (
        <ErrorState error={section.error} heading="h2" onRetry={() => void section.refetch()} />
      ) : (
        <LoadingLines lines={8} />
      )}
    </Sheet>
  );
}

interface FilledProps extends SectionSheetProps {
  readonly detail: SectionDetail;
}

function Filled({ report, node, kept, detail, onClose }: FilledProps): ReactElement {
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  const may = outlineRights(report);
  const filling = useSectionForm({ detail, kept, may, onSaved: () => onClose(undefined) });
  const { form, conflicts, error, isDirty } = filling;
  const close = (): void => onClose(isDirty ? filling.keep() : undefined);
  const fields = { report, form, errorOf: filling.errorOf, onChange: filling.change };
  return (
    <Sheet title={sectionName(node)} onClose={close} label={t('app.close')}>
      <form className={classes.form} onSubmit={(event) => sendForm(event, filling.save)} noValidate>
        <div className={classes.fields}>
          {conflicts.length > 0 && (
            <ConflictChoice
              report={report}
              conflicts={conflicts}
              mine={form}
              theirs={filling.theirs}
              onChoose={filling.settle}
            />
          )}
          {!isPhone && may.edit && <TextFields {...fields} base={detail} part="head" />}
          {may.assign && (
            <AssignmentFields
              {...fields}
              hasText={node.documentId !== null}
              childCount={node.children.length}
              appliesToChildren={filling.appliesToChildren}
              onApplyToChildren={filling.setAppliesToChildren}
            />
          )}
          {!isPhone && may.edit && <TextFields {...fields} base={detail} part="body" />}
        </div>
        <div className={classes.foot}>
          {error !== null && (
            <p className={classes.error} role="alert">
              {error}
            </p>
          )}
          <Button variant="default" onClick={close}>
            {t('app.notNow')}
          </Button>
          <Button type="submit" loading={filling.isSaving} disabled={!isDirty}>
            {t('outline.sheet.save')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

interface SheetProps {
  readonly title: string;
  /** Of the button that closes it. */
  readonly label: string;
  readonly children: ReactElement;
  readonly onClose: () => void;
}

function Sheet({ title, label, children, onClose }: SheetProps): ReactElement {
  const isPhone = useIsPhone();
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position={isPhone ? 'bottom' : 'right'}
      size={isPhone ? '92%' : '27rem'}
      classNames={{ content: classes.sheet }}
      transitionProps={{ duration: 150 }}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes.top}>
          <Drawer.Title className={classes.title}>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={label} />
        </div>
        <Drawer.Body className={classes.body}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
