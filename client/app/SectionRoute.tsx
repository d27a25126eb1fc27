import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { CommentsPanel } from '#client/features/comments/CommentsPanel.tsx';
import { ExportButton } from '#client/features/exports/ExportButton.tsx';
import { SubmissionActions } from '#client/features/submissions/SubmissionActions.tsx';
import { SectionScreen } from '#client/features/writing/SectionScreen.tsx';

/** A section's text with its comments, its way to the bureau and its file. */
export function SectionRoute(): ReactElement {
  const { sectionId = '' } = useParams();
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
