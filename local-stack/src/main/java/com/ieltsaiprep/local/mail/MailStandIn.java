package com.ieltsaiprep.local.mail;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.ControlServer;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.RequestFault;
import com.ieltsaiprep.local.wire.RequestFaults;
import com.ieltsaiprep.local.wire.RequestRejection;
import com.ieltsaiprep.local.wire.SignatureVerifier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A stand-in for Amazon SES on the loopback interface: {@code SendEmail} of the query protocol. It
 * keeps the mails; its control port shows them: {@code GET /mails}, {@code GET /mails?to=…}, {@code
 * DELETE /mails}, and takes {@code POST /faults} and {@code DELETE /faults}.
 */
public final class MailStandIn {
    private static final long LARGEST_BODY = 1 << 20;

    private final Set<String> verified;
    private final SignatureVerifier verifier;
    private final InstantSource clock;
    private final Mailbox mailbox = new Mailbox();
    private final RequestFaults faults = new RequestFaults();

    /** Where it listens on 127.0.0.1; 0 takes a free port. */
    public record Ports(int ses, int control) {}

    /**
     * @param verified addresses and domains that mail may come from
     * @param credentials the only ones that are accepted
     */
    public MailStandIn(Set<String> verified, Credentials credentials, InstantSource clock) {
        this.verified = Set.copyOf(verified);
        this.verifier = new SignatureVerifier(credentials, "ses", clock);
        this.clock = clock;
    }

    /**
     * Listens; fails if a port is taken.
     *
     * @return the ports that it listens on until {@code vertx} is closed
     */
    public Future<Ports> listen(Vertx vertx, Ports ports) {
        Router router = Router.router(vertx);
        router.post("/")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(call -> enter(vertx, call));
        ControlServer control =
                new ControlServer(vertx)
                        .search("/mails", "to", to -> to.map(mailbox::to).orElseGet(mailbox::all))
                        .delete("/mails", mailbox::clear)
                        .order(HttpMethod.POST, "/faults", RequestFault.class, faults::order)
                        .delete("/faults", faults::clear);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(ports.ses, "127.0.0.1")
                .map(HttpServer::actualPort)
                .compose(
                        ses ->
                                control.listen(vertx, ports.control)
                                        .map(controlPort -> new Ports(ses, controlPort)));
    }

    private void enter(Vertx vertx, RoutingContext call) {
        HttpServerRequest request = call.request();
        Buffer buffer = call.body().buffer();
        byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
        switch (verifier.check(request, body)) {
            case SignatureVerifier.Verdict.Refused refused -> refuse(request, refused.rejection());
            case SignatureVerifier.Verdict.Valid valid -> {
                Optional<RequestFault> fault =
                        Region.ofAwsName(valid.region())
                                .flatMap(region -> faults.next(region, "SendEmail"));
                long delayMs = fault.map(RequestFault::delayMs).orElse(0L);
                vertx.timer(Math.max(1, delayMs))
                        .onComplete(
                                _ ->
                                        fault.map(RequestFault::rejection)
                                                .or(() -> rejection(body, valid.region()))
                                                .ifPresentOrElse(
                                                        rejection -> refuse(request, rejection),
                                                        () ->
                                                                accept(
                                                                        request,
                                                                        QueryProtocolForm.read(
                                                                                body))));
            }
        }
    }

    /** Why the service refuses a request that is signed, if it does. */
    private Optional<RequestRejection> rejection(byte[] body, String region) {
        QueryProtocolForm form;
        try {
            form = QueryProtocolForm.read(body);
        } catch (IllegalArgumentException _) {
            return Optional.of(
                    new RequestRejection(400, "MalformedInput", "The body is not a form"));
        }
        if (!form.text("Action").equals("SendEmail")) {
            return Optional.of(
                    new RequestRejection(
                            400, "InvalidAction", "Could not find operation in the stand-in"));
        }
        if (form.members("Destination.ToAddresses").isEmpty()) {
            return Optional.of(
                    new RequestRejection(400, "InvalidParameterValue", "Missing final '@domain'"));
        }
        String source = address(form.text("Source"));
        if (verified.contains(source) || verified.contains(domain(source))) {
            return Optional.empty();
        }
        return Optional.of(
                new RequestRejection(
                        400,
                        "MessageRejected",
                        "Email address is not verified. The following identities failed the check"
                                + " in region %s: %s"
                                        .formatted(region.toUpperCase(Locale.ROOT), source)));
    }

    /** The address of {@code Name <address>}. */
    private static String address(String source) {
        int open = source.lastIndexOf('<');
        String address = open < 0 ? source : source.substring(open + 1, source.length() - 1);
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    private void accept(HttpServerRequest request, QueryProtocolForm form) {
        String id = UUID.randomUUID().toString();
        mailbox.add(ReceivedEmail.of(id, clock.instant(), form));
        answer(
                request,
                200,
                """
                <SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
                  <SendEmailResult><MessageId>%s</MessageId></SendEmailResult>
                  <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
                </SendEmailResponse>
                """
                        .formatted(id, id));
    }

    private static void refuse(HttpServerRequest request, RequestRejection rejection) {
        answer(
                request,
                rejection.status(),
                """
                <ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
                  <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
                </ErrorResponse>
                """
                        .formatted(escape(rejection.type()), escape(rejection.message())));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void answer(HttpServerRequest request, int status, String xml) {
        var _ =
                request.response()
                        .setStatusCode(status)
                        .putHeader("content-type", "text/xml")
                        .end(xml);
    }
}
