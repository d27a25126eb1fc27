import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { CommentsPanel } from '#client/features/comments/CommentsPanel.tsx';
import { ExportButton } from '#client/features/exports/ExportButton.tsx';
import { PartScreen } from '#client/features/writing/PartScreen.tsx';

/** A part of the consolidated report with its comments and its file. */
export function PartRoute(): ReactElement {
  const { partId = '' } = useParams();
  return (
    <PartScreen
      key={partId}
      partId={partId}
      commentsPanel={(props) => <CommentsPanel {...props} />}
      exportButton={(target) => <ExportButton target={target} />}
    />
  );
}
