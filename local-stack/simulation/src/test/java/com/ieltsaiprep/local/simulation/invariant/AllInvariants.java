package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.local.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.local.simulation.world.SimulatedWorld;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All invariants of one run: passes each event to those that override its method. */
public final class AllInvariants {
    private static final MethodType HANDLER =
            MethodType.methodType(void.class, Object.class, Object[].class);
    private static final Object[] NOTHING = {};

    /** Methods that are overridden, since to find one takes longer than to call it. */
    private static final Map<Overridden, MethodHandle> HANDLES = new ConcurrentHashMap<>();

    private record Overridden(Class<?> type, Method event) {}

    private record Handler(SimulationObserver invariant, MethodHandle method) {}

    private final IdentityHashMap<Method, Handler[]> handlers = new IdentityHashMap<>();
    private List<SimulationObserver> all = List.of();

    /** Returns the observer that passes the events on. */
    public SimulationObserver observer() {
        return (SimulationObserver)
                Proxy.newProxyInstance(
                        SimulationObserver.class.getClassLoader(),
                        new Class<?>[] {SimulationObserver.class},
                        (_, event, arguments) -> dispatch(event, arguments));
    }

    /** Starts to check a run, before its first event. */
    public void watch(SimulatedWorld world, VirtualTimeScheduler scheduler) {
        OwnershipTracker ownership = new OwnershipTracker();
        handlers.clear();
        all =
                List.of(
                        ownership,
                        new MicrophoneAudioInOrder(),
                        new ReplyAudioInOrder(),
                        new SilenceAfterBargeIn(scheduler),
                        new HeldBytesBounded(),
                        new NoLeakedStreams(scheduler, world, ownership),
                        new InterviewNeverGoesBack(scheduler, ownership),
                        new CapsuleCountersIncrease(ownership),
                        new NoSplitBrain(scheduler),
                        new HistoryComplete(ownership, world.scenario().settings().history()),
                        new WordsTranscribedOnce(ownership, world.scenario().frameMs()),
                        new SingleEndReason(ownership),
                        new EventRatesBounded(scheduler),
                        new CloseCodeMatchesLastMessage(),
                        new NoLostWakeUps(scheduler, world, ownership),
                        new DrainedNodesStop(),
                        new NoTranscriptInTelemetry(),
                        new CandidateAnswered(scheduler, world.scenario().behaviour()),
                        new ConversationsRecover(scheduler, world));
    }

    private @Nullable Object dispatch(Method event, Object @Nullable [] arguments)
            throws Throwable {
        Handler[] those = handlers.get(event);
        if (those == null) {
            those = handlersOf(event);
            handlers.put(event, those);
        }
        Object[] values = arguments == null ? NOTHING : arguments;
        for (Handler handler : those) {
            handler.method.invokeExact((Object) handler.invariant, values);
        }
        return null;
    }

    private Handler[] handlersOf(Method event) {
        return all.stream()
                .filter(it -> isOverridden(it.getClass(), event))
                .map(it -> new Handler(it, handle(it.getClass(), event)))
                .toArray(Handler[]::new);
    }

    private static boolean isOverridden(Class<?> type, Method event) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(event.getName()));
    }

    private static MethodHandle handle(Class<?> type, Method event) {
        return HANDLES.computeIfAbsent(
                new Overridden(type, event),
                _ -> {
                    try {
                        return MethodHandles.lookup()
                                .unreflect(event)
                                .asSpreader(Object[].class, event.getParameterCount())
                                .asType(HANDLER);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException("the events are public", e);
                    }
                });
    }
}
