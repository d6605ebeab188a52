import { prisma } from '../client';
import type { SettingKey, SettingValue } from './setting';

export async function findSetting<K extends SettingKey>(key: K): Promise<SettingValue[K] | null> {
  const row = await prisma().setting.findUnique({ where: { key }, select: { value: true } });
  return row ? (row.value as unknown as SettingValue[K]) : null;
}
