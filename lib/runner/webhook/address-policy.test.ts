import { describe, expect, it } from 'vitest';
import { type AddressPolicy, whyClosed } from './address-policy';
import { ipBytes } from './ip-bytes';
import { ipRange, parseIpRange } from './ip-range';

const policy: AddressPolicy = { allowed: [], databasePort: null };
const office: AddressPolicy = {
  allowed: ['10.1.0.0/16', '127.0.0.0/8', '::1/128', 'fd00::/8', '169.254.0.0/16'].map(ipRange),
  databasePort: 5433,
};

describe('an address', () => {
  it.each([
    ['8.8.8.8'],
    ['172.32.0.1'],
    ['100.128.0.1'],
    ['2606:4700::1111'],
    ['::ffff:8.8.8.8'],
    ['64:ff9b::808:808'],
    ['2002:808:808::1'],
    ['2a00::5efe:808:808'],
  ])('of the public Internet is open: %s', (address) => {
    expect(whyClosed(address, 443, policy)).toBeNull();
  });

  it.each([
    ['10.1.2.3', null],
    ['::ffff:10.1.2.3', null],
    ['127.0.0.1', null],
    ['::1', null],
    ['fd12::1', null],
    ['10.2.0.1', 'public Internet'],
    // What a gateway makes of an open address is another place.
    ['64:ff9b::a01:203', 'public Internet'],
    ['2002:a01:203::1', 'public Internet'],
    ['169.254.169.254', 'no webhook may reach'],
    ['::ffff:169.254.169.254', 'no webhook may reach'],
    ['64:ff9b::a9fe:a9fe', 'no webhook may reach'],
    ['fd00:ec2::254', 'no webhook may reach'],
    ['fe80::1%eth0', 'no webhook may reach'],
  ])('of a network that was opened: %s, %s', (address, reason) => {
    const why = whyClosed(address, 443, office);
    if (reason === null) expect(why).toBeNull();
    else expect(why).toContain(reason);
  });

  it('never has the port of the database', () => {
    expect(whyClosed('127.0.0.1', 5433, office)).toContain('database');
    expect(whyClosed('10.1.0.1', 5433, office)).toContain('database');
    expect(whyClosed('8.8.8.8', 5433, office)).toBeNull();
  });

  it('that is none is closed', () => {
    expect(whyClosed('', 443, policy)).toContain('no address');
    expect(whyClosed('localhost', 443, policy)).toContain('no address');
  });
});

describe('reading', () => {
  it.each([
    ['1.2.3.4', '1,2,3,4'],
    ['::', Array(16).fill(0).join()],
    ['1::2', [0, 1, ...Array(13).fill(0), 2].join()],
    ['::ffff:1.2.3.4', [...Array(10).fill(0), 255, 255, 1, 2, 3, 4].join()],
    ['1:2:3:4:5:6:7:8', '0,1,0,2,0,3,0,4,0,5,0,6,0,7,0,8'],
    ['fe80::1%eth0', [254, 128, ...Array(13).fill(0), 1].join()],
  ])('the bytes of %s', (address, bytes) => {
    expect(ipBytes(address)?.join()).toBe(bytes);
  });

  it.each([
    ['10.0.0.0/33'],
    ['10.0.0/8'],
    ['::/129'],
    ['a'],
    ['1.2.3.4/'],
    ['1.2.3.4/8/8'],
    ['fe80::1%a/64'],
  ])('no network: %s', (text) => {
    expect(parseIpRange(text)).toBeNull();
  });
});
