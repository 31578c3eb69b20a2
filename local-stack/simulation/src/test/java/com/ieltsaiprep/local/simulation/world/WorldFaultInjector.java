package com.ieltsaiprep.local.simulation.world;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.local.simulation.sonic.SimulatedSonicStream;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** Fault injector: applies faults to devices, connections, nodes, the registry and the service. */
final class WorldFaultInjector {
    private static final int DEVICES_NOTICE_MS = 30;

    private final SimulatedWorld world;

    WorldFaultInjector(SimulatedWorld world) {
        this.world = world;
    }

    void inject(InjectedFault fault) {
        world.trace().record(fault.kind().name(), fault.target(), fault.amount());
        world.observer().onFault(fault);
        long forUs = fault.amount() * 1_000L;
        long untilUs = world.nowUs() + forUs;
        switch (fault.kind()) {
            case CUT -> applyToConnection(fault, connection -> connection.disconnect(forUs));
            case HALF_OPEN -> applyToConnection(fault, SimulatedConnection::goHalfOpen);
            case OFFLINE -> applyToDevice(fault, device -> device.loseNetwork(forUs));
            case STALL_UP -> applyToConnection(fault, connection -> connection.stallUp(forUs));
            case STALL_DOWN -> applyToConnection(fault, connection -> connection.stallDown(forUs));
            case SUSPEND -> applyToDevice(fault, device -> device.process().freeze(forUs));
            case MUTE, NO_REPORTS, NO_RECEIPTS ->
                    applyToDevice(
                            fault, device -> device.activeFaults().activate(fault.kind(), untilUs));
            case RELOAD -> applyToDevice(fault, SimulatedDevice::reload);
            case SECOND_DEVICE -> applyToDevice(fault, this::addSecondDevice);
            case LEAVE -> applyToDevice(fault, SimulatedDevice::leave);
            case LAG_TOLERANCE ->
                    applyToDevice(fault, device -> device.tolerateLag(fault.amount() % 2 == 0));
            case CRASH -> applyToNode(fault, node -> crash(node, forUs));
            case FREEZE -> applyToNode(fault, node -> node.process().freeze(forUs));
            case DRAIN -> applyToNode(fault, node -> drain(node, forUs));
            case FLUSH -> world.registry().flush();
            case REGISTRY_AWAY -> world.registry().makeUnavailable(forUs);
            case REGISTRY_SLOW -> world.registry().slowDown(forUs);
            case STREAM_BREAKS -> failStream(fault, new StreamEnd.Transient("ModelStreamError"));
            case STREAM_EXPIRES -> failStream(fault, new StreamEnd.Expired("ExpiredToken"));
            case STREAM_BLAMES_US -> failStream(fault, new StreamEnd.Rejected("Validation"));
            case STREAM_SILENT -> applyToStream(fault, SimulatedSonicStream::stopResponding);
            case STREAM_FLOODS -> applyToStream(fault, SimulatedSonicStream::flood);
            case STREAM_DEAF -> applyToStream(fault, stream -> stream.stopReading(forUs));
            case THROTTLING -> world.sonic().throttle(forUs);
            case UNREACHABLE -> world.sonic().makeUnreachable(forUs);
            case REFUSES_HISTORY -> world.sonic().refuseHistory(forUs);
        }
    }

    private void failStream(InjectedFault fault, StreamEnd.Failure failure) {
        applyToStream(fault, stream -> stream.reset(failure));
    }

    private void applyToStream(InjectedFault fault, Consumer<SimulatedSonicStream> effect) {
        SimulatedSonicStream stream = pickTarget(world.sonic().streams(), fault);
        if (stream != null) {
            effect.accept(stream);
        }
    }

    private void applyToDevice(InjectedFault fault, Consumer<SimulatedDevice> effect) {
        SimulatedDevice device =
                pickTarget(world.devices().stream().filter(it -> !it.isDone()).toList(), fault);
        if (device != null) {
            device.process().run(() -> effect.accept(device));
        }
    }

    private void applyToConnection(InjectedFault fault, Consumer<SimulatedConnection> effect) {
        List<SimulatedConnection> links =
                world.devices().stream().flatMap(device -> device.connection().stream()).toList();
        SimulatedConnection connection = pickTarget(links, fault);
        if (connection != null) {
            effect.accept(connection);
        }
    }

    private void applyToNode(InjectedFault fault, Consumer<SimulatedNode> effect) {
        SimulatedNode node =
                pickTarget(
                        world.nodes().stream().filter(SimulatedNode::acceptsConnections).toList(),
                        fault);
        if (node != null) {
            effect.accept(node);
        }
    }

    private static <T> @Nullable T pickTarget(List<T> from, InjectedFault fault) {
        return from.isEmpty() ? null : from.get(fault.target() % from.size());
    }

    private void crash(SimulatedNode node, long replacedAfterUs) {
        node.crash(DEVICES_NOTICE_MS * 1_000L);
        world.scheduler().scheduleAfter(replacedAfterUs, world::addNode);
    }

    /** Drains a node after its replacement has started. */
    private void drain(SimulatedNode node, long deadlineUs) {
        world.addNode();
        node.drain(deadlineUs);
    }

    private void addSecondDevice(SimulatedDevice device) {
        if (device.saved() != null) {
            world.addDevice(device.conversation(), device.saved());
        }
    }
}
