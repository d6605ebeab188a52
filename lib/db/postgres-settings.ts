import { availableParallelism, totalmem } from 'node:os';

const MB = 1024 * 1024;

/** The memory this process may use: the container's limit when it has one. */
function memoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/**
 * What a long count may take beside its own: on two cores, helpers of one would keep all that people
 * wait for from both (0 instead of 2 halves the time of a log that is opened meanwhile, and of the count).
 */
function helpersOfQuery(): number {
  return Math.min(2, Math.max(0, availableParallelism() - 2));
}

/**
 * Flags of the embedded server. A laptop's memory is shared with other work, hence the cap of
 * 512 MB; synchronous_commit stays on, because an accepted execution must survive a crash.
 */
export function postgresSettings(port: number, socketFolder: string | null): string[] {
  const memoryMb = Math.floor(memoryBytes() / MB);
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: socketFolder ?? '',
    max_connections: 60,
    shared_buffers: `${Math.min(512, Math.max(128, Math.floor(memoryMb / 4)))}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memoryMb / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: `${Math.min(256, Math.max(64, Math.floor(memoryMb / 16)))}MB`,
    random_page_cost: 1.1,
    jit: 'off',
    max_parallel_workers_per_gather: helpersOfQuery(),
    synchronous_commit: 'on',
    wal_compression: 'pglz',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    idle_in_transaction_session_timeout: '30s',
    password_encryption: 'scram-sha-256',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
