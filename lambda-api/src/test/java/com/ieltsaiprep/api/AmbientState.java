package com.ieltsaiprep.api;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;

import java.util.Map;
import java.util.Set;

/** Ambient state of a program: the time, randomness and its environment. */
final class AmbientState {
    private static final Map<String, Set<String>> METHODS =
            Map.of(
                    "java.lang.System",
                    Set.of(
                            "getenv",
                            "getProperty",
                            "getProperties",
                            "nanoTime",
                            "currentTimeMillis"),
                    "java.lang.Math",
                    Set.of("random"),
                    "java.util.UUID",
                    Set.of("randomUUID"),
                    "java.util.Calendar",
                    Set.of("getInstance"),
                    "java.util.concurrent.ThreadLocalRandom",
                    Set.of("current"),
                    "java.util.random.RandomGenerator",
                    Set.of("getDefault", "of"),
                    "java.security.SecureRandom",
                    Set.of("getInstance", "getInstanceStrong"));

    private static final Set<String> CONSTRUCTORS =
            Set.of(
                    "java.util.Date",
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.security.SecureRandom");

    private static final Set<String> CLOCK_METHODS =
            Set.of("now", "system", "systemUTC", "systemDefaultZone", "tick", "tickMillis");

    private AmbientState() {}

    /** Returns whether an access reads ambient state, directly or by a method reference. */
    static boolean isRead(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        String name = target.getName();
        return METHODS.getOrDefault(owner, Set.of()).contains(name)
                || (owner.startsWith("java.time.") && CLOCK_METHODS.contains(name))
                || (CONSTRUCTORS.contains(owner) && name.equals(JavaConstructor.CONSTRUCTOR_NAME));
    }
}
