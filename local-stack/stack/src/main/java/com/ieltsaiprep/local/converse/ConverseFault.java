package com.ieltsaiprep.local.converse;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.CountedFault;

import org.jspecify.annotations.Nullable;

/**
 * Fault that a test injects into requests of the operation Converse: a delay, an error response, a
 * lost connection, or a reply as bad models give it.
 *
 * @param region region of the affected requests; null for all regions
 * @param criterion criterion of the affected requests, or {@code give_feedback}; null for all
 * @param model part of the model id of the affected requests; null for all
 * @param kind what happens; null if the reply is only delayed
 * @param delayMs delay of the response, ms, at least 0
 * @param times number of requests to affect, at least 1
 */
public record ConverseFault(
        @Nullable Region region,
        @Nullable String criterion,
        @Nullable String model,
        @Nullable Kind kind,
        long delayMs,
        int times)
        implements CountedFault<ConverseFault> {
    /** Kind of a fault: an error of the service, a broken connection, or a bad reply. */
    public enum Kind {
        /** Error 429 {@code ThrottlingException}. */
        THROTTLED,
        /** Error 503 {@code ServiceUnavailableException}. */
        UNAVAILABLE,
        /** Error 500 {@code InternalServerException}. */
        INTERNAL,
        /** Error 408 {@code ModelTimeoutException}. */
        MODEL_TIMEOUT,
        /** Error 424 {@code ModelErrorException}. */
        MODEL_ERROR,
        /** Error 403 {@code AccessDeniedException}. */
        ACCESS_DENIED,

        /** Connection that is closed in the middle of the reply. */
        CUT,
        /** Request that is never answered. */
        SILENT,
        /** Reply that is not JSON. */
        INVALID_JSON,

        /** Text of a guardrail in place of the model's reply, with its stop reason. */
        GUARDRAIL,
        /** Text of a content filter in place of the model's reply, with its stop reason. */
        CONTENT_FILTERED,
        /** Tool input that ends at the token limit: only its first field is there. */
        MAX_TOKENS,
        /** Text in place of the tool use. */
        TEXT_ONLY,
        /** Two uses of the tool. */
        TWO_TOOL_USES,
        /** Text beside the tool use. */
        PROSE,
        /** Use of a tool that was not offered. */
        OTHER_TOOL,

        /** Band 6.5, where an integer is required. */
        HALF_BAND,
        /** Band as the string {@code 7}. */
        TEXT_BAND,
        /** Band 10. */
        BAND_TEN,
        /** Tool input without its last field. */
        MISSING_FIELD,
        /** Tool input with a field that the schema does not have. */
        EXTRA_FIELD,
        /** Quotes and original sentences that the candidate has not written. */
        INVENTED_QUOTES,
        /** Comments of 100,000 characters. */
        LONG_STRINGS,
        /** Comments with a script in HTML. */
        HTML
    }

    /**
     * Creates a fault.
     *
     * @throws IllegalArgumentException if {@code delayMs} is negative or {@code times} is less than
     *     1
     */
    public ConverseFault {
        if (delayMs < 0 || times < 1) {
            throw new IllegalArgumentException("delayMs is 0 or more, times 1 or more");
        }
    }

    boolean matches(Region where, ConverseRequest request) {
        return (region == null || region == where)
                && (criterion == null || criterion.equals(request.criterion()))
                && (model == null || request.model().contains(model));
    }

    @Override
    public ConverseFault decremented() {
        return new ConverseFault(region, criterion, model, kind, delayMs, times - 1);
    }
}
