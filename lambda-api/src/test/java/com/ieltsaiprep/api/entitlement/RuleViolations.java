package com.ieltsaiprep.api.entitlement;

import com.amazonaws.services.lambda.runtime.Context;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.session.Sessions;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.net.Socket;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Violations of the architecture rules, which the rules must find. */
public final class RuleViolations {
    private RuleViolations() {}

    /** Reads the time. */
    public static final class ReadsAClock {
        Instant now() {
            return Instant.now();
        }
    }

    /** Refers to a clock. */
    public static final class RefersToAClock {
        Supplier<Instant> clock() {
            return Instant::now;
        }
    }

    /** Reads a stopwatch. */
    public static final class ReadsAStopwatch {
        long ns() {
            return System.nanoTime();
        }
    }

    /** Reads a variable of the environment. */
    public static final class ReadsTheEnvironment {
        boolean isLocal() {
            return System.getenv("LOCAL") != null;
        }
    }

    /** Reads a system property. */
    public static final class ReadsAProperty {
        String folder() {
            return System.getProperty("user.dir", "");
        }
    }

    /** Creates a random generator. */
    public static final class ThrowsDice {
        int next() {
            return new Random(7).nextInt();
        }
    }

    /** Creates a secure random generator. */
    public static final class MakesSecrets {
        int next() {
            return new SecureRandom().nextInt();
        }
    }

    /** Creates random ids. */
    public static final class MakesIds {
        Supplier<UUID> ids() {
            return UUID::randomUUID;
        }
    }

    /** Depends on the AWS SDK. */
    public static final class KnowsAws {
        AttributeValue item() {
            return AttributeValue.fromBool(true);
        }
    }

    /** Depends on Lambda. */
    public static final class KnowsLambda {
        String id(Context context) {
            return context.getAwsRequestId();
        }
    }

    /** Opens a socket. */
    public static final class HasASocket {
        Socket socket() {
            return new Socket();
        }
    }

    /** Creates problem documents. */
    public static final class AnswersProblems {
        ProblemType type() {
            return ProblemType.INTERNAL;
        }
    }

    /** Depends on a feature that is not listed. */
    public static final class UsesAnotherFeature {
        Sessions sessions;

        UsesAnotherFeature(Sessions sessions) {
            this.sessions = sessions;
        }
    }
}
