//! Working on real AWS accounts: sign-in, roles, keys, networks. C1 to C12, C15,
//! N8 to N10, N12 and O8. The keyring's cases live in `keyring`.

mod clocks;
mod credential_process;
mod endpoints;
mod expiry;
mod identities;
mod logged;
mod mfa;
mod network;
mod next_morning;
mod office;
mod portal;
mod profiles;
mod proxy;
mod revoked;
mod roles;
mod sign_in_hosts;
mod team_file;
