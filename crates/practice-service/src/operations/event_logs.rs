//! The rows of event log configurations. What a row means is written in
//! `operations.rs`.

use super::{MAX_RESULTS, NEXT_TOKEN, Operation, label, optional, required};
use crate::{event_logs, shapes};

pub(super) static EVENT_LOGS: &[Operation] = &[
    Operation {
        name: "CreateEventLogConfiguration",
        method: "POST",
        path: "/event-log-configurations",
        success: 201,
        members: &[
            required("ResourceType", &shapes::SMART_HOME_RESOURCE_TYPE),
            optional("ResourceId", &shapes::SMART_HOME_RESOURCE_ID),
            required("EventLogLevel", &shapes::LOG_LEVEL),
            optional("ClientToken", &shapes::CLIENT_TOKEN),
        ],
        run: event_logs::create,
    },
    Operation {
        name: "ListEventLogConfigurations",
        method: "GET",
        path: "/event-log-configurations",
        success: 200,
        members: &[NEXT_TOKEN, MAX_RESULTS],
        run: event_logs::list,
    },
    Operation {
        name: "GetEventLogConfiguration",
        method: "GET",
        path: "/event-log-configurations/{Id}",
        success: 200,
        members: &[label("Id", &shapes::LOG_CONFIGURATION_ID)],
        run: event_logs::get,
    },
    Operation {
        name: "UpdateEventLogConfiguration",
        method: "PATCH",
        path: "/event-log-configurations/{Id}",
        success: 200,
        members: &[label("Id", &shapes::LOG_CONFIGURATION_ID), required("EventLogLevel", &shapes::LOG_LEVEL)],
        run: event_logs::update,
    },
    Operation {
        name: "DeleteEventLogConfiguration",
        method: "DELETE",
        path: "/event-log-configurations/{Id}",
        success: 200,
        members: &[label("Id", &shapes::LOG_CONFIGURATION_ID)],
        run: event_logs::delete,
    },
];
