package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Expired;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Rejected;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd.Transient;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signatures of errors that only their message identifies; the exception's class says something
 * else or nothing. Observed in production and in the SDK's Netty client; undocumented.
 */
@SuppressWarnings("ImmutableEnumChecker") // the values are records of strings
enum ErrorSignature {
    SYSTEM_INSTABILITY("SystemInstability", Transient::new, "System instability detected"),
    SIGNATURE_EXPIRED("SignatureExpired", Transient::new, "Signature expired"),

    /** Reset after about 175 s without speech of the user. */
    RESET_531("InternalErrorCode531", Expired::new, "InternalErrorCode=531"),
    NO_AUDIO("IdleInput", Expired::new, "Timed out waiting for audio bytes"),
    NO_INPUT("IdleInput", Expired::new, "Timed out waiting for input events"),
    LIFE_OVER("ModelTimedOut", Expired::new, "Model has timed out in processing the request"),
    EXPIRED_TOKEN_CODE("ExpiredToken", Expired::new, "ExpiredToken"),
    EXPIRED_TOKEN(
            "ExpiredToken", Expired::new, "security token included in the request is expired"),

    NO_CONNECTION("NoConnection", Transient::new, "Acquire operation took longer"),
    TOO_MANY_PENDING("NoConnection", Transient::new, "Maximum pending connection acquisitions"),

    LATE_HISTORY("LateHistory", Rejected::new, "Chat history should be sent completely"),
    LONG_HISTORY("LongHistory", Rejected::new, "Chat history is over max limit"),
    INVALID_INPUT("InvalidInput", Rejected::new, "Invalid input request"),
    TOOL_RESULT("ToolResultUnreadable", Rejected::new, "Tool Response parsing error"),
    CONTENT_FILTER("ContentFilter", Rejected::new, "content filters");

    private final StreamEnd.Failure failure;
    private final String phrase;

    ErrorSignature(String cause, Function<String, StreamEnd.Failure> kind, String phrase) {
        this.failure = kind.apply(cause);
        this.phrase = phrase;
    }

    static Optional<StreamEnd.Failure> match(String message) {
        return Arrays.stream(values())
                .filter(known -> message.contains(known.phrase))
                .findFirst()
                .map(known -> known.failure);
    }
}
