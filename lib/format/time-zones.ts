import { isTimeZone } from './format-time';

/** Today's names of zones that browsers list under an older one, and two that they do not list. */
const UNLISTED = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Argentina/Catamarca',
  'America/Argentina/Cordoba',
  'America/Argentina/Jujuy',
  'America/Argentina/Mendoza',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
  'GMT',
  'UTC',
];

/** The zones to choose from, by both names where they have two. */
export function timeZones(): string[] {
  const listed = Intl.supportedValuesOf('timeZone');
  return [...new Set([...listed, ...UNLISTED.filter(isTimeZone)])].sort();
}
