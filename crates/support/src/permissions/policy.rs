//! A policy as AWS takes it: the table's actions as a JSON document. Which action
//! is needed for what is never decided here.

use std::collections::{BTreeMap, BTreeSet};

use super::{PERMISSIONS, PolicySize, Resource};

/// The JSON of an identity policy that allows what this program does at this
/// size in one account and Region, and nothing more. Fits a managed policy
/// (6,144 characters: AWS IAM quotas).
///
/// Of the three names only letters, digits and `-` are used: AWS has no others
/// in them, and no name can widen the policy.
pub fn policy(size: PolicySize, partition: &str, account: &str, region: &str) -> String {
    let place = Place { partition: plain(partition), account: plain(account), region: plain(region) };
    let statements: Vec<String> =
        statements(size).iter().map(|(resources, actions)| place.statement(resources, actions)).collect();
    format!("{{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n{}\n  ]\n}}\n", statements.join(",\n"))
}

/// The actions of a size, sorted, by what they are allowed on.
fn statements(size: PolicySize) -> BTreeMap<BTreeSet<Resource>, Vec<&'static str>> {
    let mut resources: BTreeMap<&str, BTreeSet<Resource>> = BTreeMap::new();
    for permission in PERMISSIONS.iter().filter(|permission| permission.sizes.contains(&size)) {
        resources.entry(permission.action).or_default().extend(permission.resources);
    }
    let mut statements: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (action, resources) in resources {
        statements.entry(resources).or_default().push(action);
    }
    statements
}

struct Place {
    partition: String,
    account: String,
    region: String,
}

impl Place {
    fn statement(&self, resources: &BTreeSet<Resource>, actions: &[&str]) -> String {
        let sid: Vec<&str> = resources.iter().map(|resource| name(*resource)).collect();
        let arns: Vec<String> = resources.iter().map(|resource| self.arn(*resource)).collect();
        let mut members = vec![
            format!("\"Sid\": \"{}\"", sid.join("And")),
            "\"Effect\": \"Allow\"".to_owned(),
            format!("\"Action\": {}", list(actions)),
            format!("\"Resource\": {}", list(&arns)),
        ];
        if let Some(condition) = resources.iter().find_map(|resource| self.condition(*resource)) {
            members.push(format!("\"Condition\": {condition}"));
        }
        format!("    {{\n      {}\n    }}", members.join(",\n      "))
    }

    fn arn(&self, resource: Resource) -> String {
        let Self { partition, account, region } = self;
        let arn = |product, rest| format!("arn:{partition}:{product}:{region}:{account}:{rest}");
        match resource {
            Resource::WholeAccount => "*".to_owned(),
            Resource::Links => arn("iotmanagedintegrations", "account-association/*"),
            Resource::Devices => arn("iotmanagedintegrations", "managed-thing/*"),
            Resource::Secrets => arn("secretsmanager", "secret:*"),
            Resource::Keys => arn("kms", "key/*"),
        }
    }

    /// What narrows a resource that stands for much. A secret is read, and its
    /// key used, by AWS on the caller's behalf (forward access sessions), never by
    /// the caller.
    fn condition(&self, resource: Resource) -> Option<String> {
        let region = &self.region;
        let (operator, key, value) = match resource {
            Resource::WholeAccount => ("StringEquals", "aws:RequestedRegion", region.clone()),
            Resource::Secrets => ("Bool", "aws:ViaAWSService", "true".to_owned()),
            Resource::Keys => {
                ("StringEquals", "kms:ViaService", format!("secretsmanager.{region}.amazonaws.com"))
            }
            Resource::Links | Resource::Devices => return None,
        };
        Some(format!("{{ \"{operator}\": {{ \"{key}\": \"{value}\" }} }}"))
    }
}

fn name(resource: Resource) -> &'static str {
    match resource {
        Resource::WholeAccount => "WholeAccount",
        Resource::Links => "Links",
        Resource::Devices => "Devices",
        Resource::Secrets => "Secrets",
        Resource::Keys => "KeysOfSecrets",
    }
}

fn list(texts: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| format!("        \"{}\"", text.as_ref())).collect();
    format!("[\n{}\n      ]", quoted.join(",\n"))
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}
