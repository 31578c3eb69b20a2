package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.OwnershipListener;

import io.vertx.core.Context;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/**
 * Pending claim of the ownership of a conversation.
 *
 * @param owner unique name of the claim in Redis
 * @param generation of the capsule that the claim rests on; 0 without one
 * @param counter of that capsule; 0 without one, which begins anew
 * @param context event loop of the listener
 */
record OwnershipClaim(
        ConversationIdentity identity,
        String owner,
        long generation,
        long counter,
        OwnershipListener listener,
        Context context) {
    private static final Logger log = LoggerFactory.getLogger(OwnershipClaim.class);

    String sessionId() {
        return identity.sessionId();
    }

    /**
     * Calls the listener on its event loop; an exception is logged and not rethrown.
     *
     * @return false if the listener threw
     */
    boolean notifyListener(Consumer<OwnershipListener> call) {
        try {
            call.accept(listener);
            return true;
        } catch (RuntimeException fault) {
            log.error(
                    "event=internal_error session={} cause={}", sessionId(), Fault.describe(fault));
            return false;
        }
    }
}
