package com.ieltsaiprep.local.mail;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.AwsCallRecorder;
import com.ieltsaiprep.local.wire.AwsPermission;
import com.ieltsaiprep.local.wire.ControlServer;
import com.ieltsaiprep.local.wire.Credentials;
import com.ieltsaiprep.local.wire.FaultQueue;
import com.ieltsaiprep.local.wire.RequestFault;
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
 * Amazon SES stand-in: local replacement of AWS's e-mail service, which accepts {@code SendEmail}
 * requests of the AWS query protocol, but sends no e-mail.
 *
 * <p>It keeps the newest thousand e-mails for tests, which read them at its control port: {@code
 * GET /mails} returns all, {@code GET /mails?to=…} those to an address, and {@code DELETE /mails}
 * deletes all. {@code POST /faults} injects a {@link RequestFault}; {@code DELETE /faults} removes
 * all faults. {@code GET /aws-calls} returns the calls of roles, {@code DELETE /aws-calls} deletes
 * them.
 */
public final class MailStandIn {
    private static final long MAX_BODY_BYTES = 1 << 20;

    private final Set<String> verifiedSenders;
    private final SignatureVerifier verifier;
    private final InstantSource clock;
    private final Mailbox mailbox = new Mailbox();
    private final AwsCallRecorder calls = new AwsCallRecorder();
    private final FaultQueue<RequestFault> faults = new FaultQueue<>();

    /**
     * TCP ports of the SES stand-in on 127.0.0.1; 0 takes a free port.
     *
     * @param ses requests to SES over http
     * @param control control API for tests over http
     */
    public record Ports(int ses, int control) {}

    /**
     * Creates an SES stand-in that verifies each request's signature and sender; {@link #listen}
     * opens its ports.
     *
     * @param verifiedSenders addresses and domains, in lower case, that e-mail may come from
     * @param credentials the only credentials with which a request may be signed
     * @param clock gives the time of receipt, and the time against which signatures are checked
     */
    public MailStandIn(Set<String> verifiedSenders, Credentials credentials, InstantSource clock) {
        this.verifiedSenders = Set.copyOf(verifiedSenders);
        this.verifier = new SignatureVerifier(credentials, "ses", clock);
        this.clock = clock;
    }

    /**
     * Starts to listen on the two ports of this SES stand-in.
     *
     * @return future of the ports in use, which stay open until {@code vertx} is closed; fails if a
     *     port is taken
     */
    public Future<Ports> listen(Vertx vertx, Ports ports) {
        Router router = Router.router(vertx);
        router.post("/")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(call -> handle(vertx, call));
        ControlServer control =
                calls.addRoutes(new ControlServer(vertx))
                        .search("/mails", "to", to -> to.map(mailbox::to).orElseGet(mailbox::all))
                        .delete("/mails", mailbox::clear)
                        .receive(HttpMethod.POST, "/faults", RequestFault.class, faults::add)
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

    private void handle(Vertx vertx, RoutingContext call) {
        HttpServerRequest request = call.request();
        Buffer buffer = call.body().buffer();
        byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
        switch (verifier.verify(request, body)) {
            case SignatureVerifier.Verdict.Rejected rejected ->
                    sendError(request, rejected.rejection());
            case SignatureVerifier.Verdict.Valid valid -> {
                record(valid, body);
                Optional<RequestFault> fault =
                        Region.ofAwsName(valid.region())
                                .flatMap(
                                        region ->
                                                faults.next(it -> it.matches(region, "SendEmail")));
                long delayMs = fault.map(RequestFault::delayMs).orElse(0L);
                vertx.timer(Math.max(1, delayMs))
                        .onComplete(
                                _ ->
                                        fault.map(RequestFault::rejection)
                                                .or(() -> validate(body, valid.region()))
                                                .ifPresentOrElse(
                                                        rejection -> sendError(request, rejection),
                                                        () ->
                                                                accept(
                                                                        request,
                                                                        QueryProtocolForm.read(
                                                                                body))));
            }
        }
    }

    /** Records the permission that a request needs; none if its body is not a form. */
    private void record(SignatureVerifier.Verdict.Valid valid, byte[] body) {
        try {
            QueryProtocolForm form = QueryProtocolForm.read(body);
            String source = address(form.text("Source"));
            String identity = verifiedSenders.contains(source) ? source : domain(source);
            calls.add(
                    valid, new AwsPermission("ses:" + form.text("Action"), "identity/" + identity));
        } catch (IllegalArgumentException _) {
            // It is rejected.
        }
    }

    /** Returns the service's error for a correctly signed request, if it rejects it. */
    private Optional<RequestRejection> validate(byte[] body, String region) {
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
        if (verifiedSenders.contains(source) || verifiedSenders.contains(domain(source))) {
            return Optional.empty();
        }
        return Optional.of(
                new RequestRejection(
                        400,
                        "MessageRejected",
                        "Email address is not verified. The following identities failed the"
                                + " check"
                                + " in region %s: %s"
                                        .formatted(region.toUpperCase(Locale.ROOT), source)));
    }

    /** Extracts the lower-case address from {@code Name <address>}. */
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
        sendXml(
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

    private static void sendError(HttpServerRequest request, RequestRejection rejection) {
        sendXml(
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

    private static void sendXml(HttpServerRequest request, int status, String xml) {
        var _ =
                request.response()
                        .setStatusCode(status)
                        .putHeader("content-type", "text/xml")
                        .end(xml);
    }
}
