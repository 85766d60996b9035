// Numbers with their nouns.
const counted = (one: string, many: string) => (n: number) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const devices = counted('device', 'devices');
export const customers = counted('customer', 'customers');
export const links = counted('link', 'links');
export const profiles = counted('profile', 'profiles');
export const awsAccounts = counted('AWS account', 'AWS accounts');
export const deviceClouds = counted('device cloud', 'device clouds');
