package com.ieltsaiprep.local.check;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.check.SimulatedPhone.TimedResponse;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.control.StackClient;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Check of the API's latency when it is warm. */
final class ApiLatencyCheck implements Check {
    /** Number of phones, enough to reach no rate limit. */
    private static final int PHONES = 64;

    private static final Region[] REGIONS = Region.values();

    @Override
    public String name() {
        return "api-latency";
    }

    @Override
    public String description() {
        return "warm and asked for everything at once, the API answers in 10 ms (p50) and 50 ms"
                + " (p99)";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(
                new CheckOption("requests", 2_000, 100, 10_000, "how many are measured"),
                new CheckOption("warm-up", 6_000, 0, 20_000, "how many before them are not"),
                new CheckOption("in-flight", 4, 1, 64, "how many at a time"),
                new CheckOption(
                        "passwords", 8, 0, 64, "how many sign-ins and changes of password"));
    }

    @Override
    public CheckVerdict run(CheckContext context) throws InterruptedException {
        context.progress().accept("signing %d phones in".formatted(PHONES));
        List<SimulatedPhone> phones = phones(context.client());
        try (PausedReplication _ = PausedReplication.pause(context.client().tables());
                PhonePool pool = new PhonePool(phones, context.number("in-flight"))) {
            return measure(pool, context);
        }
    }

    private static CheckVerdict measure(PhonePool pool, CheckContext context)
            throws InterruptedException {
        // Each phone signs in once, so that its later requests bear a token of its own region.
        pool.sendAll(Collections.nCopies(PHONES, ApiRequest.SIGN_IN));
        context.progress().accept("warming up");
        pool.sendAll(mixed(context.number("warm-up"), 1));
        context.progress().accept("measuring");
        List<TimedResponse> all =
                new ArrayList<>(pool.sendAll(mixed(context.number("requests"), 2)));
        int passwords = context.number("passwords");
        all.addAll(pool.sendAll(Collections.nCopies(passwords, ApiRequest.SIGN_IN)));
        all.addAll(pool.sendAll(Collections.nCopies(passwords, ApiRequest.CHANGE_PASSWORD)));
        return new ApiLatencyReport(all).toVerdict();
    }

    private static List<SimulatedPhone> phones(StackClient client) {
        Map<Region, URI> apis = client.apis();
        List<SimulatedPhone> phones = new ArrayList<>();
        for (int i = 0; i < PHONES; i++) {
            Region nearest = REGIONS[i % REGIONS.length];
            phones.add(new SimulatedPhone(client.createAccount(), apis, nearest, address(i)));
        }
        return phones;
    }

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 2, 0, (byte) (number + 1)});
        } catch (UnknownHostException e) {
            throw new StackUnavailableException("no loopback address", e);
        }
    }

    private static List<ApiRequest> mixed(int number, long seed) {
        List<ApiRequest> mix = ApiRequest.mix();
        List<ApiRequest> requests = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            requests.add(mix.get(i % mix.size()));
        }
        Collections.shuffle(requests, new Random(seed));
        return requests;
    }

    /** Pool of phones that take turns, a fixed number of them at a time. */
    private static final class PhonePool implements AutoCloseable {
        private final List<SimulatedPhone> phones;
        private final BlockingQueue<SimulatedPhone> idle;
        private final int inFlight;

        PhonePool(List<SimulatedPhone> phones, int inFlight) {
            this.phones = phones;
            this.idle = new LinkedBlockingQueue<>(phones);
            this.inFlight = inFlight;
        }

        List<TimedResponse> sendAll(List<ApiRequest> requests) throws InterruptedException {
            AtomicInteger next = new AtomicInteger();
            List<TimedResponse> all = Collections.synchronizedList(new ArrayList<>());
            Callable<Void> worker =
                    () -> {
                        for (int i = next.getAndIncrement();
                                i < requests.size();
                                i = next.getAndIncrement()) {
                            SimulatedPhone phone = idle.take();
                            all.add(phone.send(requests.get(i)));
                            idle.put(phone);
                        }
                        return null;
                    };
            try (ExecutorService threads = Executors.newFixedThreadPool(inFlight)) {
                for (Future<Void> each : threads.invokeAll(Collections.nCopies(inFlight, worker))) {
                    each.get();
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof StackUnavailableException cause
                        ? cause
                        : new StackUnavailableException("a phone failed: " + e.getCause(), e);
            }
            return List.copyOf(all);
        }

        @Override
        public void close() {
            phones.forEach(SimulatedPhone::close);
        }
    }
}
