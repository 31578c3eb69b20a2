package com.ieltsaiprep.gateway.simulation.world;

import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.simulation.sonic.ModelStream;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Lets faults befall a world. */
final class Mishaps {
    private static final int DEVICES_LEARN_MS = 30;

    private final World world;

    Mishaps(World world) {
        this.world = world;
    }

    void befall(Fault fault) {
        world.trace().add(fault.kind().name(), fault.target(), fault.amount());
        world.witness().befell(fault);
        long forUs = fault.amount() * 1_000L;
        long untilUs = world.nowUs() + forUs;
        switch (fault.kind()) {
            case CUT -> onLink(fault, link -> link.cut(forUs));
            case HALF_OPEN -> onLink(fault, Link::die);
            case OFFLINE -> onDevice(fault, device -> device.loseNetwork(forUs));
            case STALL_UP -> onLink(fault, link -> link.stallUp(forUs));
            case STALL_DOWN -> onLink(fault, link -> link.stallDown(forUs));
            case SUSPEND -> onDevice(fault, device -> device.actor().freeze(forUs));
            case MUTE -> onDevice(fault, device -> device.defects().mute(untilUs));
            case NO_REPORTS -> onDevice(fault, device -> device.defects().reportNothing(untilUs));
            case NO_RECEIPTS -> onDevice(fault, device -> device.defects().giveNoReceipts(untilUs));
            case RELOAD -> onDevice(fault, Device::reload);
            case SECOND_DEVICE -> onDevice(fault, this::addTwin);
            case LEAVE -> onDevice(fault, Device::leave);
            case LAG_TOLERANCE ->
                    onDevice(fault, device -> device.tolerateLag(fault.amount() % 2 == 0));
            case CRASH -> onNode(fault, node -> crash(node, forUs));
            case FREEZE -> onNode(fault, node -> node.actor().freeze(forUs));
            case DRAIN -> onNode(fault, node -> drain(node, forUs));
            case FLUSH -> world.registry().flush();
            case REGISTRY_AWAY -> world.registry().goAway(forUs);
            case REGISTRY_SLOW -> world.registry().slowDown(forUs);
            case STREAM_BREAKS -> fail(fault, new StreamEnd.Transient("ModelStreamError"));
            case STREAM_EXPIRES -> fail(fault, new StreamEnd.Expired("ExpiredToken"));
            case STREAM_BLAMES_US -> fail(fault, new StreamEnd.Rejected("Validation"));
            case STREAM_SILENT -> world.sonic().silence(stream(fault));
            case STREAM_FLOODS -> world.sonic().flood(stream(fault));
            case STREAM_DEAF -> world.sonic().deafen(stream(fault), forUs);
            case THROTTLING -> world.sonic().throttle(forUs);
            case UNREACHABLE -> world.sonic().vanish(forUs);
            case REFUSES_HISTORY -> world.sonic().refuseHistory(forUs);
        }
    }

    private void fail(Fault fault, StreamEnd.Failure failure) {
        world.sonic().fail(stream(fault), failure);
    }

    private Predicate<ModelStream> stream(Fault fault) {
        ModelStream chosen = chosen(world.sonic().streams(), fault);
        return stream -> stream == chosen;
    }

    private void onDevice(Fault fault, Consumer<Device> effect) {
        Device device = chosen(world.devices().stream().filter(it -> !it.over()).toList(), fault);
        if (device != null) {
            device.actor().run(() -> effect.accept(device));
        }
    }

    private void onLink(Fault fault, Consumer<Link> effect) {
        List<Link> links =
                world.devices().stream().flatMap(device -> device.link().stream()).toList();
        Link link = chosen(links, fault);
        if (link != null) {
            effect.accept(link);
        }
    }

    private void onNode(Fault fault, Consumer<Node> effect) {
        Node node = chosen(world.nodes().stream().filter(Node::admits).toList(), fault);
        if (node != null) {
            effect.accept(node);
        }
    }

    private static <T> @Nullable T chosen(List<T> from, Fault fault) {
        return from.isEmpty() ? null : from.get(fault.target() % from.size());
    }

    private void crash(Node node, long replacedAfterUs) {
        node.crash(DEVICES_LEARN_MS * 1_000L);
        world.timeline().after(replacedAfterUs, world::addNode);
    }

    /** Its replacement is there before it goes. */
    private void drain(Node node, long deadlineUs) {
        world.addNode();
        node.drain(deadlineUs);
    }

    private void addTwin(Device device) {
        if (device.kept() != null) {
            world.addDevice(device.session(), device.kept());
        }
    }
}
