import { prisma } from '../client';
import type { SettingKey, SettingValue } from './setting';

export async function saveSetting<K extends SettingKey>(
  key: K,
  value: SettingValue[K],
): Promise<void> {
  await prisma().setting.upsert({
    where: { key },
    create: { key, value: { ...value } },
    update: { value: { ...value }, updatedAt: new Date() },
  });
}
