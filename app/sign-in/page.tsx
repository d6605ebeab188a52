import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInHelp } from '@/components/layout/sign-in-help';
import { findViewer } from '@/lib/auth/find-viewer';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  if (await findViewer()) redirect(paths.home());
  const { used } = await searchParams;
  return <SignInHelp used={used !== undefined} />;
}
