import { randomUUID } from 'node:crypto';
import { prisma } from '../client';

export async function ensureOwner(): Promise<void> {
  const owner = await prisma().user.findFirst({ where: { role: 'owner' }, select: { id: true } });
  if (owner) return;
  await prisma().user.create({ data: { id: randomUUID(), name: 'Owner', role: 'owner' } });
}
