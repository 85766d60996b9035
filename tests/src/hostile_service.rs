//! A service whose every text was written by somebody who means harm: a practice
//! service behind, and in front each name, description and message of its answers
//! ends in an attack. Objects also carry what pollutes prototypes.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, Response},
};
use serde_json::{Map, Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::programs::PracticeProgram;

/// What stands at the end of texts, one after the other. Each that runs sets
/// `lwRan` in its window.
pub const ATTACKS: [&str; 15] = [
    "<script>lwRan=1</script>",
    "<img src=x onerror=lwRan=1>",
    "<svg onload=lwRan=1></svg>",
    "\"><iframe srcdoc='<script>parent.lwRan=1</script>'></iframe>",
    "' onfocus='lwRan=1' autofocus='",
    "<a href='javascript:lwRan=1' id=lw-bad>x</a>",
    "javascript:lwRan=1//",
    "${lwRan=1} {{constructor.constructor('lwRan=1')()}} #{lwRan=1}",
    "%s %n %x {0} {:?} \\u003cscript\\u003e",
    "</textarea></title></style><math><mtext></form><form><mglyph><style></math><img src onerror=lwRan=1>",
    "<style>*{background:url(https://evil.example/css)}</style>;}body{display:none}",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'><base href='https://evil.example/'>",
    "\u{202E}gnp.exe\u{2066}\u{2069}\u{061C}\u{200F}",
    "a\u{200B}\u{2060}\u{FEFF}b \u{1b}[31mred\u{7}\u{8}\u{0}\u{9d}\r\n2026-01-01T00:00:00Z ERROR forged",
    "\u{5d0}\u{5d1}\u{5d2} \u{645}\u{631}\u{62d}\u{628}\u{627} \u{200F}\u{5e2}",
];
/// The last ends in so many letters `A`.
const LONGEST: usize = 4096;

/// Members of answers that are shown to people, in whatever case an error has
/// them. Ids that requests are addressed to are not among them.
const TEXTS: [&str; 18] = [
    "Name",
    "Description",
    "ConnectorDeviceName",
    "DeviceTypes",
    "Brand",
    "Model",
    "Owner",
    "Classification",
    "SerialNumber",
    "ErrorMessage",
    "DisconnectReason",
    "Message",
    "message",
    "propertyValue",
    CONNECTOR_DEVICE_ID,
    "AuthMaterialName",
    "authMaterialName",
    "Arn",
];
const CONNECTOR_DEVICE_ID: &str = "ConnectorDeviceId";

/// Ends when dropped.
pub struct HostileService {
    endpoint: String,
    variables: Vec<(String, String)>,
    told: Arc<Mutex<HashMap<String, usize>>>,
    served: JoinHandle<()>,
}

impl HostileService {
    /// Stands in front of the practice service.
    pub async fn before(practice: &PracticeProgram) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let endpoint = format!("http://{}", listener.local_addr().expect("a bound listener has an address"));
        let told = Arc::<Mutex<HashMap<String, usize>>>::default();
        let front = Front {
            behind: practice.variable("AWS_ENDPOINT_URL").to_owned(),
            endpoint: endpoint.clone(),
            told: Arc::clone(&told),
            device_ids: Arc::default(),
        };
        let router = Router::new().fallback(answer).with_state(front);
        let served = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("serving ends with its task");
        });
        let variables = practice.aws_variables().map(|(name, value)| {
            let value = if name == "AWS_ENDPOINT_URL" { endpoint.clone() } else { value.to_owned() };
            (name.to_owned(), value)
        });
        let variables = variables.collect();
        Self { endpoint, variables, told, served }
    }

    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// What an AWS client needs to come here.
    pub fn variables(&self) -> &[(String, String)] {
        &self.variables
    }

    /// How many different texts were told.
    pub fn texts_told(&self) -> usize {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Drop for HostileService {
    fn drop(&mut self) {
        self.served.abort();
    }
}

#[derive(Clone)]
struct Front {
    behind: String,
    endpoint: String,
    /// Each text with the number of its attack.
    told: Arc<Mutex<HashMap<String, usize>>>,
    device_ids: Arc<Mutex<HashSet<String>>>,
}

async fn answer(State(front): State<Front>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.expect("a request comes whole");
    let path = front.path_behind(head.uri.path(), head.uri.query());
    let body = front.body_behind(&body);
    let mut asked = ureq::http::Request::builder().method(head.method).uri(format!("{}{path}", front.behind));
    for (name, value) in &head.headers {
        if !["host", "content-length", "connection"].contains(&name.as_str()) {
            asked = asked.header(name, value);
        }
    }
    let asked = asked.body(body).expect("what came in is a valid request");
    let forwarded = tokio::task::spawn_blocking(move || {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
        let mut answered = agent.run(asked).expect("the service behind answers");
        let text = answered.body_mut().read_to_string().expect("it answers text");
        (answered.status(), answered.headers().clone(), text)
    });
    let (status, headers, text) = forwarded.await.expect("forwarding does not panic");
    let mut response = Response::builder().status(status);
    copy(&headers, response.headers_mut().expect("the status is valid"));
    let text = text.replace(&front.behind, &front.endpoint);
    let text = match serde_json::from_str::<Value>(&text) {
        Ok(mut value) => {
            front.attack(&mut value, "");
            value.to_string()
        }
        Err(_) => text,
    };
    response.body(Body::from(text)).expect("the answer's parts are valid")
}

fn copy(from: &ureq::http::HeaderMap, to: &mut HeaderMap) {
    for (name, value) in from {
        if !["content-length", "transfer-encoding", "connection"].contains(&name.as_str()) {
            to.append(name, value.clone());
        }
    }
}

impl Front {
    fn attack(&self, value: &mut Value, member: &str) {
        match value {
            Value::Object(members) => {
                for (name, value) in members.iter_mut() {
                    // A tag's value is a text whatever its key.
                    let name = if member == "Tags" { "Name" } else { name.as_str() };
                    self.attack(value, name);
                }
                pollute(members, member);
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.attack(value, member)),
            Value::String(text) if TEXTS.contains(&member) => {
                if member == CONNECTOR_DEVICE_ID {
                    self.device_ids.lock().unwrap_or_else(PoisonError::into_inner).insert(text.clone());
                }
                text.push_str(&self.next(text));
            }
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// With the ids of devices as the service behind knows them.
    fn path_behind(&self, path: &str, query: Option<&str>) -> String {
        let Some(query) = query else { return path.to_owned() };
        let members = url::form_urlencoded::parse(query.as_bytes());
        let members = members.map(|(name, value)| (name, self.id_behind(&value)));
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(members).finish();
        format!("{path}?{query}")
    }

    /// Material that names a device does so by its id.
    fn body_behind(&self, body: &[u8]) -> Vec<u8> {
        let Ok(mut form) = serde_json::from_slice::<Value>(body) else { return body.to_vec() };
        if let Some(Value::String(material)) = form.get_mut("AuthenticationMaterial") {
            *material = self.id_behind(material);
        }
        form.to_string().into_bytes()
    }

    /// Without the attack that an id was told with.
    fn id_behind(&self, text: &str) -> String {
        let ids = self.device_ids.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = ids.iter().filter_map(|id| Some((id.len(), text.find(id.as_str())? + id.len())));
        ends.max().map_or_else(|| text.to_owned(), |(_, end)| text[..end].to_owned())
    }

    /// The same text always ends the same way.
    fn next(&self, text: &str) -> String {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let next = told.len();
        let number = *told.entry(text.to_owned()).or_insert(next) % (ATTACKS.len() + 1);
        ATTACKS.get(number).map_or_else(|| "A".repeat(LONGEST), |attack| (*attack).to_owned())
    }
}

fn pollute(members: &mut Map<String, Value>, member: &str) {
    if member == "Tags" {
        members.insert("__proto__".to_owned(), json!("lwRan"));
        members.insert(ATTACKS[1].to_owned(), json!(ATTACKS[0]));
        members.insert("long".to_owned(), json!("A".repeat(LONGEST)));
        members.insert("B".repeat(LONGEST), json!("long"));
        return;
    }
    members.insert("__proto__".to_owned(), json!({ "lwRan": "by prototype", "toString": "no" }));
    members.insert("constructor".to_owned(), json!({ "prototype": { "lwRan": "by constructor" } }));
}
