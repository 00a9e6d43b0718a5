import { Link } from '@tanstack/react-router';
import { Check, CircleUserRound, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { IconButton } from '@/components/ui/Button';
import { useSignOut } from '@/features/auth/api/signOut';
import { useMe } from '@/hooks/useMe';
import { type Theme, useTheme } from '@/hooks/useTheme';
import { cx } from '@/lib/cx';
import { PLACES, TABS } from './places';

const THEMES: { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
];
const item =
  'flex h-9 cursor-pointer items-center gap-2.5 rounded px-2.5 text-sm outline-none select-none data-[highlighted]:bg-sunken';

/** Who is signed in, light or dark, and the way out. */
export function AccountMenu() {
  const { data: me } = useMe();
  const [theme, setTheme] = useTheme();
  const signOut = useSignOut();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton name="Account and appearance">
          <CircleUserRound aria-hidden className="size-5" />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end" sideOffset={6} className="panel z-40 w-60 animate-appear p-1.5 shadow-lift">
        <div className="px-2.5 py-2 text-sm">
          <p className="truncate font-medium">{me?.person?.name ?? 'Signed in'}</p>
          <p className="truncate text-soft">{me?.person?.email}</p>
          <p className="truncate text-soft">{me && `${me.workspace.name} · ${me.role}`}</p>
        </div>
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        {PLACES.map(({ to, label, icon: Icon }, index) => (
          <DropdownMenu.Item key={to} className={cx(item, index < TABS && 'md:hidden')} asChild>
            <Link to={to}>
              <Icon aria-hidden className="size-4 text-soft" />
              {label}
            </Link>
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)}>
          {THEMES.map(({ value, label, icon: Icon }) => (
            <DropdownMenu.RadioItem key={value} value={value} className={item}>
              <Icon aria-hidden className="size-4 text-soft" />
              {label}
              <DropdownMenu.ItemIndicator className="ml-auto">
                <Check aria-hidden className="size-4" />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        <DropdownMenu.Item className={item} onSelect={() => void signOut()}>
          <LogOut aria-hidden className="size-4 text-soft" />
          Sign out
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
