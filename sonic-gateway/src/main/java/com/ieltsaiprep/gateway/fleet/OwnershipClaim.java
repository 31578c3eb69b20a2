package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.gateway.conversation.OwnershipListener;

import io.vertx.core.Context;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/**
 * Somebody's wish to have a conversation.
 *
 * @param owner the claim's name in Redis, unlike any other
 * @param generation of the capsule that it rests on; 0 without one
 * @param counter of that capsule; 0 without one, which is to begin anew
 * @param context the event loop of the holder
 */
record OwnershipClaim(
        String sessionId,
        String owner,
        long generation,
        long counter,
        OwnershipListener holder,
        Context context) {
    private static final Logger log = LoggerFactory.getLogger(OwnershipClaim.class);

    /**
     * Calls the holder back, on its event loop; its fault goes no further.
     *
     * @return false if there was one
     */
    boolean tell(Consumer<OwnershipListener> news) {
        try {
            news.accept(holder);
            return true;
        } catch (RuntimeException fault) {
            log.error("event=fault session={} cause={}", sessionId, Fault.describe(fault));
            return false;
        }
    }
}
