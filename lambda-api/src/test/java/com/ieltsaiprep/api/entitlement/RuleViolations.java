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

/** Sample violations of the architecture rules. */
public final class RuleViolations {
    private RuleViolations() {}

    /** Reads the time. */
    public static final class ClockRead {
        Instant now() {
            return Instant.now();
        }
    }

    /** Refers to a clock. */
    public static final class ClockReference {
        Supplier<Instant> clock() {
            return Instant::now;
        }
    }

    /** Reads a stopwatch. */
    public static final class StopwatchRead {
        long ns() {
            return System.nanoTime();
        }
    }

    /** Reads a variable of the environment. */
    public static final class EnvironmentRead {
        boolean isLocal() {
            return System.getenv("LOCAL") != null;
        }
    }

    /** Reads a system property. */
    public static final class SystemPropertyRead {
        String folder() {
            return System.getProperty("user.dir", "");
        }
    }

    /** Creates a random generator. */
    public static final class RandomGenerator {
        int next() {
            return new Random(7).nextInt();
        }
    }

    /** Creates a secure random generator. */
    public static final class SecureRandomGenerator {
        int next() {
            return new SecureRandom().nextInt();
        }
    }

    /** Creates random ids. */
    public static final class RandomIdGenerator {
        Supplier<UUID> ids() {
            return UUID::randomUUID;
        }
    }

    /** Depends on the AWS SDK. */
    public static final class AwsDependency {
        AttributeValue item() {
            return AttributeValue.fromBool(true);
        }
    }

    /** Depends on Lambda. */
    public static final class LambdaDependency {
        String id(Context context) {
            return context.getAwsRequestId();
        }
    }

    /** Opens a socket. */
    public static final class SocketDependency {
        Socket socket() {
            return new Socket();
        }
    }

    /** Creates problem documents. */
    public static final class ProblemDependency {
        ProblemType type() {
            return ProblemType.INTERNAL;
        }
    }

    /** Depends on an unlisted feature. */
    public static final class UnlistedFeatureDependency {
        Sessions sessions;

        UnlistedFeatureDependency(Sessions sessions) {
            this.sessions = sessions;
        }
    }
}
