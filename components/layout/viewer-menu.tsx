'use client';

import { CircleUser } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Menu, MenuCheck, MenuHeading, MenuItem, MenuLine } from '@/components/ui/menu';
import { signOutAction } from '@/lib/actions/sign-out';
import { THEMES, type Theme } from '@/lib/query-state/preferences';
import { openOverlay } from './open-overlay';
import { chooseTheme, THEME_LABEL, useTheme } from './use-theme';
import { ZoneDialog } from './zone-dialog';
import { useZone } from './zone-provider';

/** Who is signed in, and how this browser shows things. */
export function ViewerMenu({ name, theme: initialTheme }: { name: string; theme: Theme }) {
  const theme = useTheme(initialTheme);
  const [asking, setAsking] = useState(false);
  const { zone, choice, choose } = useZone();
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button
            look="quiet"
            className="justify-start! px-2 md:w-full"
            aria-label={`${name}: theme, time zone, sign out`}
          >
            <CircleUser aria-hidden size={14} />
            <span className="truncate max-md:hidden">{name}</span>
          </Button>
        }
      >
        <MenuItem shortcut="?" onSelect={() => openOverlay('help')}>
          Keys and search language
        </MenuItem>
        <MenuItem onSelect={() => openOverlay('palette')}>Commands…</MenuItem>
        <MenuLine />
        <MenuHeading>Theme</MenuHeading>
        {THEMES.map((one) => (
          <MenuCheck key={one} checked={theme === one} onChange={() => chooseTheme(one)}>
            {THEME_LABEL[one]}
          </MenuCheck>
        ))}
        <MenuLine />
        <MenuHeading>Time zone: {zone}</MenuHeading>
        <MenuCheck checked={choice === 'local'} onChange={() => choose('local')}>
          Of this browser
        </MenuCheck>
        <MenuCheck checked={choice === 'UTC'} onChange={() => choose('UTC')}>
          UTC
        </MenuCheck>
        <MenuItem onSelect={() => setAsking(true)}>Another time zone…</MenuItem>
        <MenuLine />
        <MenuItem
          onSelect={() => {
            void signOutAction().then(() => window.location.assign('/sign-in'));
          }}
        >
          Sign out
        </MenuItem>
      </Menu>
      {asking ? <ZoneDialog onClose={() => setAsking(false)} /> : null}
    </>
  );
}
