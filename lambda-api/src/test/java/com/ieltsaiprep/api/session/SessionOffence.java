package com.ieltsaiprep.api.session;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Knows a vendor under a name that begins as those do that may. */
public final class SessionOffence {
    AttributeValue item() {
        return AttributeValue.fromBool(true);
    }
}
