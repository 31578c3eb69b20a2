package com.ieltsaiprep.local.api;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lister of the stacks of the live threads of this JVM, platform and virtual.
 *
 * <p>The JDK has no public list of virtual threads but its thread dump, which crashes JDK 25.0.3
 * while threads mount and unmount ({@code ThreadSnapshot}). The list is therefore taken from the
 * containers that the dump reads; the JVM needs {@link #EXPORT}.
 */
final class JvmThreads {
    /** Flag that a JVM with Lambda functions needs. */
    static final String EXPORT = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED";

    private final MethodHandle root;
    private final MethodHandle children;
    private final MethodHandle threads;

    /**
     * Creates a lister.
     *
     * @throws IllegalStateException if the JVM was started without {@link #EXPORT}
     */
    JvmThreads() {
        try {
            Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
            Class<?> containers = Class.forName("jdk.internal.vm.ThreadContainers");
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodType stream = MethodType.methodType(Stream.class);
            root = lookup.findStatic(containers, "root", MethodType.methodType(container));
            children = lookup.findVirtual(container, "children", stream);
            threads = lookup.findVirtual(container, "threads", stream);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("start the JVM with " + EXPORT, e);
        }
    }

    /**
     * Returns the stacks of the live platform threads, and of the live virtual threads that are not
     * older than a thread.
     *
     * @param oldestVirtual id of that thread; ids grow with time
     */
    Map<Thread, StackTraceElement[]> stacks(long oldestVirtual) {
        Map<Thread, StackTraceElement[]> stacks = new HashMap<>(Thread.getAllStackTraces());
        try {
            in(root.invoke())
                    .filter(thread -> thread.isVirtual() && thread.threadId() >= oldestVirtual)
                    .forEach(thread -> stacks.put(thread, thread.getStackTrace()));
            return stacks;
        } catch (Throwable e) {
            throw new IllegalStateException("no list of threads", e);
        }
    }

    private Stream<Thread> in(Object container) throws Throwable {
        Stream<Thread> all = ((Stream<?>) threads.invoke(container)).map(Thread.class::cast);
        for (Object child : ((Stream<?>) children.invoke(container)).toList()) {
            all = Stream.concat(all, in(child));
        }
        return all;
    }
}
