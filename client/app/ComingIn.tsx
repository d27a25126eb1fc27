import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { CodeScreen } from '#client/features/invitations/CodeScreen.tsx';
import { LinkScreen } from '#client/features/invitations/LinkScreen.tsx';
import { SetUpLink } from '#client/features/setup/SetUpLink.tsx';
import { useLinkSecret } from './link-secret.ts';

/** Addresses that people are given before they have an account. The secret does not stay in the history once it was used. */
export function LinkRoute(): ReactElement {
  const secret = useLinkSecret();
  const navigate = useNavigate();
  if (secret === '') return <CodeScreen />;
  return <LinkScreen key={secret} secret={secret} onEntered={() => void navigate('/', { replace: true })} />;
}

/** The address that the start of the server prints. */
export function SetUpLinkRoute(): ReactElement {
  const secret = useLinkSecret();
  const navigate = useNavigate();
  return (
    <SetUpLink
      key={secret}
      secret={secret}
      onAccount={() => void navigate('/thiet-lap', { replace: true })}
      onDemo={() => void navigate('/', { replace: true })}
    />
  );
}
