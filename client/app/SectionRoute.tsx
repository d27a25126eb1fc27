import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { useSection } from '#client/data/sections.ts';
import { CommentsPanel } from '#client/features/comments/CommentsPanel.tsx';
import { ExportButton } from '#client/features/exports/ExportButton.tsx';
import { SubmissionActions } from '#client/features/submissions/SubmissionActions.tsx';
import { SectionScreen } from '#client/features/writing/SectionScreen.tsx';
import { sectionName } from '#client/objects/section-name.ts';
import { usePageTitle } from '#client/ui/page-title.ts';

/** A section's text with its comments, its way to the bureau and its file. */
export function SectionRoute(): ReactElement {
  const { sectionId = '' } = useParams();
  const section = useSection(sectionId).data?.section;
  usePageTitle(section === undefined ? undefined : sectionName(section));
  return (
    <SectionScreen
      key={sectionId}
      sectionId={sectionId}
      commentsPanel={(props) => <CommentsPanel {...props} />}
      actions={(props) => <SubmissionActions {...props} />}
      exportButton={(target) => <ExportButton target={target} />}
    />
  );
}
