//! The rows of tags. What a row means is written in `operations.rs`.

use super::{Member, Operation, Place, label, required};
use crate::{shapes, tags};

const TAG_KEYS: Member = Member {
    name: "TagKeys",
    wire: "tagKeys",
    place: Place::Query,
    required: true,
    shape: &shapes::TAG_KEY_LIST,
};

pub(super) static TAGS: &[Operation] = &[
    Operation {
        name: "TagResource",
        method: "POST",
        path: "/tags/{ResourceArn}",
        success: 200,
        members: &[label("ResourceArn", &shapes::RESOURCE_ARN), required("Tags", &shapes::TAGS)],
        run: tags::tag,
    },
    Operation {
        name: "UntagResource",
        method: "DELETE",
        path: "/tags/{ResourceArn}",
        success: 200,
        members: &[label("ResourceArn", &shapes::RESOURCE_ARN), TAG_KEYS],
        run: tags::untag,
    },
    Operation {
        name: "ListTagsForResource",
        method: "GET",
        path: "/tags/{ResourceArn}",
        success: 200,
        members: &[label("ResourceArn", &shapes::RESOURCE_ARN)],
        run: tags::list,
    },
];
