import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { usePart } from '#client/data/sections.ts';
import { CommentsPanel } from '#client/features/comments/CommentsPanel.tsx';
import { ExportButton } from '#client/features/exports/ExportButton.tsx';
import { PartScreen } from '#client/features/writing/PartScreen.tsx';
import { sectionName } from '#client/objects/section-name.ts';
import { usePageTitle } from '#client/ui/page-title.ts';

/** A part of the consolidated report with its comments and its file. */
export function PartRoute(): ReactElement {
  const { partId = '' } = useParams();
  const part = usePart(partId).data?.part;
  usePageTitle(part === undefined ? undefined : sectionName(part));
  return (
    <PartScreen
      key={partId}
      partId={partId}
      commentsPanel={(props) => <CommentsPanel {...props} />}
      exportButton={(target) => <ExportButton target={target} />}
    />
  );
}
