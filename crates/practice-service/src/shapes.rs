//! The shapes of the service model: kind, length, pattern, values, as in
//! service.md 2.2. Patterns stand un-anchored there and are anchored by the
//! check (trap T1). Which member of which operation has which shape is written
//! in `operations.rs`; how a value is held against its shape in `check.rs`.

pub(crate) mod check;

use std::sync::OnceLock;

use regex::Regex;

pub(crate) enum Shape {
    Text(Text),
    Choice(&'static [&'static str]),
    Integer {
        least: i64,
        most: i64,
    },
    Boolean,
    List {
        least: usize,
        most: usize,
        of: &'static Shape,
    },
    Map {
        least: usize,
        most: usize,
        key: &'static Shape,
        value: &'static Shape,
    },
    Structure(&'static [Field]),
    /// A free JSON object.
    Document,
}

/// A string: length in Unicode characters, pattern, and whether its value must
/// stay out of messages (trap T5).
pub(crate) struct Text {
    pub(crate) least: usize,
    pub(crate) most: usize,
    pub(crate) pattern: Option<&'static str>,
    pub(crate) sensitive: bool,
    pub(crate) reserved_prefix: Option<&'static str>,
    compiled: OnceLock<Option<Regex>>,
}

/// One member of a structure inside a body.
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) shape: &'static Shape,
}

impl Text {
    /// The anchored pattern with the ASCII meaning that `\d` and `\s` have in
    /// the service's own language.
    pub(crate) fn expression(&self) -> Option<&Regex> {
        self.compiled
            .get_or_init(|| {
                let pattern = self.pattern?.replace(r"\d", "[0-9]").replace(r"\s", r" \t\n\r\x0B\x0C");
                Some(
                    Regex::new(&format!("^(?:{pattern})$"))
                        .expect("the patterns of the model are regular expressions"),
                )
            })
            .as_ref()
    }
}

const fn text(least: usize, most: usize, pattern: Option<&'static str>, sensitive: bool) -> Shape {
    Shape::Text(Text { least, most, pattern, sensitive, reserved_prefix: None, compiled: OnceLock::new() })
}

const fn shown(least: usize, most: usize, pattern: &'static str) -> Shape {
    text(least, most, Some(pattern), false)
}

const fn hidden(least: usize, most: usize, pattern: &'static str) -> Shape {
    text(least, most, Some(pattern), true)
}

const fn list(least: usize, most: usize, of: &'static Shape) -> Shape {
    Shape::List { least, most, of }
}

const fn map(least: usize, most: usize, key: &'static Shape, value: &'static Shape) -> Shape {
    Shape::Map { least, most, key, value }
}

const fn required(name: &'static str, shape: &'static Shape) -> Field {
    Field { name, required: true, shape }
}

const fn optional(name: &'static str, shape: &'static Shape) -> Field {
    Field { name, required: false, shape }
}

pub(crate) static ACCOUNT_ASSOCIATION_DESCRIPTION: Shape = shown(1, 4096, "[A-Za-z0-9-_ ]+");
pub(crate) static ACCOUNT_ASSOCIATION_ERROR_MESSAGE: Shape = shown(1, 4096, "[A-Za-z0-9-_ ]+");
pub(crate) static ACCOUNT_ASSOCIATION_ID: Shape = shown(1, 64, "[0-9a-zA-Z]+");
pub(crate) static ACCOUNT_ASSOCIATION_NAME: Shape = shown(1, 128, "[A-Za-z0-9-_ ]+");
pub(crate) static AUTH_MATERIAL_NAME: Shape = shown(1, 100, "[a-zA-Z0-9=_+/-]+");
pub(crate) static AUTH_MATERIAL_STRING: Shape =
    hidden(1, 512, r#"[0-9A-Za-z!#$%&()*\+\-;<=>?@^_`{|}~\/: {},\\"]+"#);
pub(crate) static AUTH_MATERIAL_TYPE: Shape = Shape::Choice(&[
    "CUSTOM_PROTOCOL_QR_BAR_CODE",
    "WIFI_SETUP_QR_BAR_CODE",
    "ZWAVE_QR_BAR_CODE",
    "ZIGBEE_QR_BAR_CODE",
    "DISCOVERED_DEVICE",
    "PRE_ONBOARDED_CLOUD",
]);
pub(crate) static BOOLEAN: Shape = Shape::Boolean;
pub(crate) static BRAND: Shape = hidden(1, 128, "[A-Za-z0-9-_ ]+");
pub(crate) static CAPABILITIES: Shape = shown(1, 65535, r"[a-zA-Z0-9\s'\x{0022},.:\\\/{$}\[\]=_\-\+]+");
pub(crate) static CLASSIFICATION: Shape = text(1, 64, None, true);
pub(crate) static CLIENT_TOKEN: Shape = shown(1, 64, "[a-zA-Z0-9=_-]+");
pub(crate) static CLOUD_CONNECTOR_ID: Shape = shown(1, 64, "[A-Za-z0-9-_]+");
pub(crate) static CLOUD_CONNECTOR_TYPE: Shape = Shape::Choice(&["LISTED", "UNLISTED"]);
pub(crate) static CONNECTOR_ASSOCIATION_ID: Shape = shown(1, 64, "[0-9a-zA-Z]+");
pub(crate) static CONNECTOR_DESTINATION_DESCRIPTION: Shape = shown(1, 256, r"[0-9A-Za-z_\- ]+");
pub(crate) static CONNECTOR_DESTINATION_ID: Shape = shown(1, 64, "[A-Za-z0-9-_]+");
pub(crate) static CONNECTOR_DESTINATION_NAME: Shape = shown(1, 128, "[A-Za-z0-9-_ ]+");
pub(crate) static CONNECTOR_DEVICE_ID: Shape = hidden(1, 256, "[a-zA-Z0-9_.,@-]+");
pub(crate) static CONNECTOR_DEVICE_ID_LIST: Shape = list(0, 100, &CONNECTOR_DEVICE_ID);
pub(crate) static CONNECTOR_DEVICE_NAME: Shape = shown(1, 256, r"[\p{L}\p{N} ._-]+");
pub(crate) static CONNECTOR_POLICY_ID: Shape = shown(1, 64, "[A-Za-z0-9-_]+");
pub(crate) static CREDENTIAL_LOCKER_ID: Shape = shown(1, 64, "[a-zA-Z0-9]*");
pub(crate) static DEVICE_DISCOVERY_ID: Shape = shown(1, 200, "[A-Za-z0-9]+");
pub(crate) static DEVICE_DISCOVERY_STATUS: Shape =
    Shape::Choice(&["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT"]);
pub(crate) static DISCOVERY_AUTH_MATERIAL_STRING: Shape = hidden(1, 64, r"[0-9A-Za-z_\-\+=\/:; ]+");
pub(crate) static DISCOVERY_AUTH_MATERIAL_TYPE: Shape = Shape::Choice(&["ZWAVE_INSTALL_CODE"]);
pub(crate) static DISCOVERY_TYPE: Shape =
    Shape::Choice(&["ZWAVE", "ZIGBEE", "CLOUD", "CUSTOM", "CONTROLLER_CAPABILITY_REDISCOVERY"]);
pub(crate) static HUB_NETWORK_MODE: Shape = Shape::Choice(&["STANDARD", "NETWORK_WIDE_EXCLUSION"]);
pub(crate) static LAMBDA_ARN: Shape = shown(
    0,
    usize::MAX,
    r"(arn:aws:lambda:[0-9a-zA-Z-]+:[0-9]+:function:)?([a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?)",
);
pub(crate) static LOG_CONFIGURATION_ID: Shape = shown(1, 200, "[A-Za-z0-9]+");
pub(crate) static LOG_LEVEL: Shape = Shape::Choice(&["DEBUG", "ERROR", "INFO", "WARN"]);
pub(crate) static MANAGED_THING_ID: Shape = shown(1, 64, "[a-zA-Z0-9:_-]*");
pub(crate) static MAX_RESULTS: Shape = Shape::Integer { least: 1, most: 1000 };
pub(crate) static MODEL: Shape = hidden(1, 128, "[A-Za-z0-9-_ ]+");
pub(crate) static NAME: Shape = shown(1, 128, r"[\p{L}\p{N} ._-]+");
pub(crate) static NEXT_TOKEN: Shape = shown(1, 65535, "[a-zA-Z0-9=_-]+");
pub(crate) static OWNER: Shape = hidden(1, 64, "[a-zA-Z0-9_.,@-]+");
pub(crate) static PARENT_CONTROLLER_ID: Shape = shown(1, 64, "[A-Za-z0-9]+");
pub(crate) static PROTOCOL_TYPE: Shape = Shape::Choice(&["ZWAVE", "ZIGBEE", "CUSTOM"]);
pub(crate) static PROVISIONING_STATUS: Shape = Shape::Choice(&[
    "UNASSOCIATED",
    "PRE_ASSOCIATED",
    "DISCOVERED",
    "ACTIVATED",
    "DELETION_FAILED",
    "DELETE_IN_PROGRESS",
    "ISOLATED",
    "DELETED",
]);
pub(crate) static RESOURCE_ARN: Shape = shown(
    1,
    200,
    "arn:aws:iotmanagedintegrations:[0-9a-zA-Z-]+:[0-9]+:(managed-thing|provisioning-profile|ota-task|credential-locker|account-association)/[0-9a-zA-Z]+",
);
pub(crate) static ROLE: Shape = Shape::Choice(&["CONTROLLER", "DEVICE"]);
pub(crate) static SECRETS_MANAGER_VERSION_ID: Shape = shown(32, 64, "[a-zA-Z0-9-_]+");
pub(crate) static SERIAL_NUMBER: Shape = hidden(1, 128, "[A-Za-z0-9-_ ]+");
pub(crate) static SMART_HOME_RESOURCE_ID: Shape = shown(1, 200, "[a-zA-Z0-9+*]*");
pub(crate) static SMART_HOME_RESOURCE_TYPE: Shape = shown(
    0,
    usize::MAX,
    "[*]$|^(managed-thing|credential-locker|provisioning-profile|ota-task|account-association)",
);
pub(crate) static TOKEN_ENDPOINT_AUTHENTICATION_SCHEME: Shape =
    Shape::Choice(&["HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"]);

static CUSTOM_PROTOCOL_DETAIL_KEY: Shape = shown(1, 256, "[a-zA-Z0-9 _.-]+");
static CUSTOM_PROTOCOL_DETAIL_VALUE: Shape = shown(1, 512, r#"[a-zA-Z0-9 _.{}:"-]+"#);
pub(crate) static CUSTOM_PROTOCOL_DETAIL: Shape =
    map(0, 50, &CUSTOM_PROTOCOL_DETAIL_KEY, &CUSTOM_PROTOCOL_DETAIL_VALUE);

static ATTRIBUTE_NAME: Shape = shown(0, 128, ".*[a-zA-Z0-9_.,@/:#-]+.*");
static ATTRIBUTE_VALUE: Shape = shown(0, 800, ".*[a-zA-Z0-9_.,@/:#-]*.*");
pub(crate) static META_DATA: Shape = map(1, 50, &ATTRIBUTE_NAME, &ATTRIBUTE_VALUE);

/// Keys beginning with `aws:` are reserved (service.md, trap T13).
static TAG_KEY: Shape = Shape::Text(Text {
    least: 1,
    most: 128,
    pattern: None,
    sensitive: true,
    reserved_prefix: Some("aws:"),
    compiled: OnceLock::new(),
});
static TAG_VALUE: Shape = text(0, 256, None, true);
pub(crate) static TAGS: Shape = map(1, 50, &TAG_KEY, &TAG_VALUE);
pub(crate) static TAG_KEY_LIST: Shape = list(0, 200, &TAG_KEY);

pub(crate) static GENERAL_AUTHORIZATION: Shape =
    Shape::Structure(&[optional("AuthMaterialName", &AUTH_MATERIAL_NAME)]);

static TIMEOUT_IN_MINUTES: Shape = Shape::Integer { least: 5, most: 15 };
pub(crate) static WIFI_SIMPLE_SETUP_CONFIGURATION: Shape = Shape::Structure(&[
    optional("EnableAsProvisioner", &BOOLEAN),
    optional("EnableAsProvisionee", &BOOLEAN),
    optional("TimeoutInMinutes", &TIMEOUT_IN_MINUTES),
]);

static DOCUMENT: Shape = Shape::Document;
static EXTRINSIC_SCHEMA_ID: Shape = shown(1, 10, "0[xX][0-9a-fA-F]+$|^[0-9]+");
static EXTRINSIC_VERSION: Shape = Shape::Integer { least: 1, most: 10 };
static SCHEMA_VERSION_FORMAT: Shape = Shape::Choice(&["AWS", "ZCL", "CONNECTOR"]);
static SCHEMA_VERSIONED_ID: Shape = shown(7, 128, r"[a-zA-Z0-9.]+@(\d+\.\d+(\.\d+)?|\$latest)");
static CAPABILITY_SCHEMA_ITEM: Shape = Shape::Structure(&[
    required("Format", &SCHEMA_VERSION_FORMAT),
    required("CapabilityId", &SCHEMA_VERSIONED_ID),
    required("ExtrinsicId", &EXTRINSIC_SCHEMA_ID),
    required("ExtrinsicVersion", &EXTRINSIC_VERSION),
    required("Schema", &DOCUMENT),
]);
pub(crate) static CAPABILITY_SCHEMAS: Shape = list(0, 40, &CAPABILITY_SCHEMA_ITEM);

static CAPABILITY_NAME: Shape = shown(1, 128, r"[/a-zA-Z0-9\._ -]+");
static CAPABILITY_VERSION: Shape = shown(1, 64, "(0|[1-9][0-9]*)");
static CAPABILITY_REPORT_NAMES: Shape = list(0, 100, &CAPABILITY_NAME);
static REPORTED_CAPABILITY: Shape = Shape::Structure(&[
    required("id", &SCHEMA_VERSIONED_ID),
    required("name", &CAPABILITY_NAME),
    required("version", &CAPABILITY_VERSION),
    required("properties", &CAPABILITY_REPORT_NAMES),
    required("actions", &CAPABILITY_REPORT_NAMES),
    required("events", &CAPABILITY_REPORT_NAMES),
]);
static REPORTED_CAPABILITIES: Shape = list(0, 40, &REPORTED_CAPABILITY);
pub(crate) static DEVICE_TYPE: Shape = shown(0, 256, r"[a-zA-Z0-9=_. ,@\+\-/]+");
static DEVICE_TYPES: Shape = list(0, 50, &DEVICE_TYPE);
static ENDPOINT_ID: Shape = shown(1, 64, "[0-9a-zA-Z]+");
static REPORTED_ENDPOINT: Shape = Shape::Structure(&[
    required("id", &ENDPOINT_ID),
    required("deviceTypes", &DEVICE_TYPES),
    required("capabilities", &REPORTED_CAPABILITIES),
]);
static REPORTED_ENDPOINTS: Shape = list(0, 40, &REPORTED_ENDPOINT);
static CAPABILITY_REPORT_VERSION: Shape = shown(1, 10, r"1\.0\.0");
static NODE_ID: Shape = shown(1, 64, r"[a-zA-Z0-9=_.,@\+\-/]+");
pub(crate) static CAPABILITY_REPORT: Shape = Shape::Structure(&[
    required("version", &CAPABILITY_REPORT_VERSION),
    optional("nodeId", &NODE_ID),
    required("endpoints", &REPORTED_ENDPOINTS),
]);

static ACTION_NAME: Shape = shown(0, usize::MAX, "[/a-zA-Z]+");
static ACTION_REFERENCE: Shape = shown(0, usize::MAX, "[a-zA-Z.]+");
static ACTION_TRACE_ID: Shape = shown(16, 20, "[a-zA-Z0-9]+=(?:_[0-9]+)?");
static COMMAND_ACTION: Shape = Shape::Structure(&[
    required("name", &ACTION_NAME),
    optional("ref", &ACTION_REFERENCE),
    optional("actionTraceId", &ACTION_TRACE_ID),
    optional("parameters", &DOCUMENT),
]);
static COMMAND_ACTIONS: Shape = list(1, 5, &COMMAND_ACTION);
static COMMAND_CAPABILITY: Shape = Shape::Structure(&[
    required("id", &SCHEMA_VERSIONED_ID),
    required("name", &CAPABILITY_NAME),
    required("version", &CAPABILITY_VERSION),
    required("actions", &COMMAND_ACTIONS),
]);
static COMMAND_CAPABILITIES: Shape = list(1, 5, &COMMAND_CAPABILITY);
static COMMAND_ENDPOINT: Shape = Shape::Structure(&[
    required("endpointId", &ENDPOINT_ID),
    required("capabilities", &COMMAND_CAPABILITIES),
]);
pub(crate) static COMMAND_ENDPOINTS: Shape = list(1, 5, &COMMAND_ENDPOINT);
