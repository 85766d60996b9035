//! Working on real AWS accounts: sign-in, roles, keys, networks. C1 to C12, C15,
//! N8 to N10 and N12. The keyring's cases live in `keyring`.

mod clocks;
mod credential_process;
mod endpoints;
mod expiry;
mod identities;
mod mfa;
mod network;
mod next_morning;
mod office;
mod portal;
mod profiles;
mod proxy;
mod revoked;
mod roles;
mod team_file;
