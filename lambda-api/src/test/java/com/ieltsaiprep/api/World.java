package com.ieltsaiprep.api;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;

import java.util.Map;
import java.util.Set;

/** Where a program learns what it was not told: the time, chance, its environment. */
final class World {
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

    private static final Set<String> MADE =
            Set.of(
                    "java.util.Date",
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.security.SecureRandom");

    private static final Set<String> OF_TIME =
            Set.of("now", "system", "systemUTC", "systemDefaultZone", "tick", "tickMillis");

    private World() {}

    /** Whether it is read here, also if only a reference to what reads it is made. */
    static boolean isRead(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        String name = target.getName();
        return METHODS.getOrDefault(owner, Set.of()).contains(name)
                || (owner.startsWith("java.time.") && OF_TIME.contains(name))
                || (MADE.contains(owner) && name.equals(JavaConstructor.CONSTRUCTOR_NAME));
    }
}
