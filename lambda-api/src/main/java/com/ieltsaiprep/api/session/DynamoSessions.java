package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Transaction;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Session store in the table of sessions. The region that issued a session decides on it: its
 * writes are conditional there, and other regions have a replica that may be seconds old.
 */
final class DynamoSessions {
    private final RegionalDynamo dynamo;

    /**
     * An access token that is issued.
     *
     * @param hash of the token
     */
    record NewGrant(String hash, AccessGrant grant) {}

    DynamoSessions(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    /** Stores a new session and its access token in the function's own region. */
    void create(TokenFamily family, NewGrant grant) {
        boolean written =
                dynamo.transaction(dynamo.ownRegion())
                        .add(
                                own(),
                                ItemWrite.put(SessionItems.of(family)),
                                ItemWrite.put(SessionItems.of(grant.hash(), grant.grant())))
                        .commit();
        if (!written) {
            throw new IllegalStateException("an unconditional transaction was refused");
        }
    }

    /** Reads a session where it was issued, with strong consistency. */
    Optional<TokenFamily> family(FamilyId id) {
        return issuedIn(id.region()).get(SessionItems.key(id)).map(SessionItems::family);
    }

    /**
     * Replaces a session by its next version (optimistic lock), and stores its new access token.
     *
     * @param dropped hashes of access tokens that are invalid from now on
     * @return false if another writer has changed the session since it was read
     */
    boolean replace(TokenFamily next, NewGrant grant, List<String> dropped) {
        Region region = next.signIn().id().region();
        DynamoTable table = issuedIn(region);
        Transaction transaction =
                dynamo.transaction(region)
                        .add(
                                table,
                                ItemWrite.put(SessionItems.of(next))
                                        .onlyIf(SessionItems.SAME_VERSION)
                                        .with(":version", Attributes.number(next.version() - 1)),
                                ItemWrite.put(SessionItems.of(grant.hash(), grant.grant())));
        dropped.forEach(hash -> transaction.add(table, deleteGrant(hash)));
        return transaction.commit();
    }

    /**
     * Deletes a session with all its access tokens where it was issued.
     *
     * @return false if another writer has changed the session since it was read
     */
    boolean delete(TokenFamily family) {
        FamilyId id = family.signIn().id();
        DynamoTable table = issuedIn(id.region());
        Transaction transaction =
                dynamo.transaction(id.region())
                        .add(
                                table,
                                ItemWrite.delete(SessionItems.key(id))
                                        .onlyIf(SessionItems.SAME_VERSION)
                                        .with(":version", Attributes.number(family.version())));
        family.access().forEach(hash -> transaction.add(table, deleteGrant(hash)));
        return transaction.commit();
    }

    private static ItemWrite deleteGrant(String hash) {
        return ItemWrite.delete(SessionItems.grantKey(hash));
    }

    /**
     * Deletes the function's own replica of a session that was ended elsewhere.
     *
     * @param access hashes of its access tokens
     */
    void deleteReplica(FamilyId id, List<String> access) {
        own().deleteAll(
                        Stream.concat(
                                        Stream.of(SessionItems.key(id)),
                                        access.stream().map(SessionItems::grantKey))
                                .toList());
    }

    /** Reads the grant of an access token in the function's own region. */
    Optional<AccessGrant> grant(PresentedToken token) {
        return grant(own(), token);
    }

    /** Reads the grant of an access token in the region that issued it. */
    Optional<AccessGrant> grantAtIssuer(PresentedToken token) {
        return grant(issuedIn(token.issuer()), token);
    }

    private static Optional<AccessGrant> grant(DynamoTable table, PresentedToken token) {
        return table.get(SessionItems.grantKey(token.hash())).map(SessionItems::grant);
    }

    /**
     * Deletes all sessions of an account that are found in any region. A region that is unavailable
     * is left out: the account already says that its sessions are revoked.
     *
     * @return hashes of their access tokens
     */
    List<String> deleteAll(String userId) {
        Set<String> grants = new LinkedHashSet<>();
        for (Region region : Region.values()) {
            try {
                DynamoTable table = issuedIn(region);
                List<String> keys =
                        table.queryIndex(userId).stream().map(SessionItems::key).toList();
                keys.stream().flatMap(SessionItems::grantHash).forEach(grants::add);
                table.deleteAll(keys.stream().map(table::key).toList());
            } catch (DatabaseUnavailableException _) {
                // The items expire by themselves.
            }
        }
        return List.copyOf(grants);
    }

    private DynamoTable own() {
        return dynamo.own(Table.SESSIONS);
    }

    private DynamoTable issuedIn(Region region) {
        return dynamo.in(region, Table.SESSIONS);
    }
}
