package com.ieltsaiprep.api.entitlement;

import com.amazonaws.services.lambda.runtime.Context;
import com.ieltsaiprep.api.platform.http.ProblemType;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.net.Socket;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** What no class of a domain package may do; for those who look for it. */
public final class Offences {
    private Offences() {}

    /** Says what time it is. */
    public static final class ReadsAClock {
        Instant now() {
            return Instant.now();
        }
    }

    /** Can be asked what time it is. */
    public static final class RefersToAClock {
        Supplier<Instant> clock() {
            return Instant::now;
        }
    }

    /** Measures. */
    public static final class ReadsAStopwatch {
        long ns() {
            return System.nanoTime();
        }
    }

    /** Decides by a variable. */
    public static final class ReadsTheEnvironment {
        boolean isLocal() {
            return System.getenv("LOCAL") != null;
        }
    }

    /** Decides by a property. */
    public static final class ReadsAProperty {
        String folder() {
            return System.getProperty("user.dir", "");
        }
    }

    /** Throws dice. */
    public static final class ThrowsDice {
        int next() {
            return new Random(7).nextInt();
        }
    }

    /** Makes secrets by itself. */
    public static final class MakesSecrets {
        int next() {
            return new SecureRandom().nextInt();
        }
    }

    /** Makes ids by itself. */
    public static final class MakesIds {
        Supplier<UUID> ids() {
            return UUID::randomUUID;
        }
    }

    /** Knows a vendor. */
    public static final class KnowsAws {
        AttributeValue item() {
            return AttributeValue.fromBool(true);
        }
    }

    /** Knows where it runs. */
    public static final class KnowsLambda {
        String id(Context context) {
            return context.getAwsRequestId();
        }
    }

    /** Has a connection of its own. */
    public static final class HasASocket {
        Socket socket() {
            return new Socket();
        }
    }

    /** Decides how a request is answered. */
    public static final class AnswersProblems {
        ProblemType type() {
            return ProblemType.INTERNAL;
        }
    }
}
