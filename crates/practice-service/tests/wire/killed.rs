//! The program with a world file, ended as by `kill -9`: whatever it answered is
//! there afterwards, and a token still stands for one link.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Value, json};

use crate::client::{authorization, whole_answer};

/// Ends when dropped.
struct Program(Child);

/// How a program is reached.
struct Address(HashMap<String, String>);

impl Program {
    fn start(world: &Path) -> (Program, Address) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_practice-service"))
            .arg("--world")
            .arg(world)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let lines = BufReader::new(child.stdout.take().expect("its output is piped")).lines();
        let variables = lines
            .map_while(Result::ok)
            .take(5)
            .filter_map(|line| line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned())))
            .collect();
        (Program(child), Address(variables))
    }

    /// With SIGKILL on Unix.
    fn kill(&mut self) {
        // A program that has ended is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Address {
    fn ask(&self, method: &str, path: &str, body: &str) -> Option<Value> {
        let host = self.0["AWS_ENDPOINT_URL"].strip_prefix("http://")?;
        let key = authorization(&self.0["AWS_ACCESS_KEY_ID"], "iotmanagedintegrations");
        let token = &self.0["PRACTICE_TOKEN"];
        let mut stream = TcpStream::connect(host).ok()?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: {key}\r\nx-practice-token: {token}\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        Some(whole_answer(&bytes)?.json())
    }

    /// The id of the link; `None` when no whole answer came.
    fn create(&self, token: &str) -> Option<String> {
        let form = json!({"ConnectorDestinationId": "brightwell-lighting", "ClientToken": token});
        let answer = self.ask("POST", "/account-associations", &form.to_string())?;
        Some(answer["AccountAssociationId"].as_str().expect("it was created").to_owned())
    }

    /// Id by client token of all links made.
    fn links(&self) -> HashMap<String, String> {
        let ledger = self.ask("GET", "/practice/ledger?seeded=false", "").expect("an answer");
        let rows = ledger["associations"].as_array().expect("a list");
        let links: HashMap<_, _> = rows
            .iter()
            .map(|row| {
                let text = |name: &str| row[name].as_str().expect("text").to_owned();
                (text("clientToken"), text("id"))
            })
            .collect();
        assert_eq!(links.len(), rows.len(), "no token made two links");
        links
    }
}

#[test]
fn a_killed_program_forgets_nothing_it_answered() {
    const CALLERS: usize = 3;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("world.jsonl");
    let mut answered: HashMap<String, String> = HashMap::new();
    let mut asked: HashSet<String> = HashSet::new();
    for round in 0..8 {
        let (mut program, address) = Program::start(&path);
        let links = address.links();
        for (token, id) in &answered {
            assert_eq!(links.get(token), Some(id), "round {round}");
        }
        for token in &asked {
            let id = address.create(token).expect("nobody kills it now");
            assert!(links.get(token).is_none_or(|known| *known == id), "round {round}");
        }
        let count = AtomicUsize::new(0);
        let results: Vec<_> = thread::scope(|threads| {
            let callers: Vec<_> = (0..CALLERS)
                .map(|number| {
                    let (address, count) = (&address, &count);
                    threads.spawn(move || {
                        let mut results = Vec::new();
                        for call in 0.. {
                            let token = format!("{round}-{number}-{call}");
                            let id = address.create(&token);
                            let over = id.is_none();
                            results.push((token, id));
                            if over {
                                return results;
                            }
                            count.fetch_add(1, Ordering::SeqCst);
                        }
                        results
                    })
                })
                .collect();
            while count.load(Ordering::SeqCst) < 5 + 7 * round {
                thread::yield_now();
            }
            program.kill();
            callers.into_iter().flat_map(|caller| caller.join().expect("no panic")).collect()
        });
        for (token, id) in results {
            if let Some(id) = id {
                answered.insert(token.clone(), id);
            }
            asked.insert(token);
        }
    }
    assert!(answered.len() > 100);
}
