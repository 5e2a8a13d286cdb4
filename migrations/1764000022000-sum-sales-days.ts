import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Locks of days, numbered from 2000-01-01, and the lock of time zones: "SALE" and "ZONE" as numbers. Whoever changes the ledger
 * shares the day, who sums it has it alone; with time zones it is the other way round.
 */
const DAY_LOCK = 0x53414c45;
const ZONE_LOCK = 0x5a4f4e45;

/** What each day brought, which days are summed, and which of these have changed since. */
export class SumSalesDays1764000022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sales_days (
        day date PRIMARY KEY,
        summed_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE sales_day_sums (
        day date NOT NULL CONSTRAINT fk_sales_day_sums_day REFERENCES sales_days (day) ON DELETE CASCADE,
        family smallint NOT NULL CONSTRAINT ck_sales_day_sums_family CHECK (family IN (2, 3)),
        kind varchar(20),
        movie_id integer,
        cinema_id integer,
        hall_id integer,
        tender varchar(10),
        seller_id integer,
        sold bigint NOT NULL,
        returned bigint NOT NULL,
        gross bigint NOT NULL,
        discount bigint NOT NULL,
        points bigint NOT NULL,
        money_back bigint NOT NULL,
        points_back bigint NOT NULL
      )`);
    await runner.query('CREATE INDEX ix_sales_day_sums_day ON sales_day_sums (day)');
    // Notes are added, never changed: two who change the same days do not wait for each other.
    await runner.query('CREATE TABLE sales_day_changes (day date NOT NULL)');
    await runner.query('CREATE INDEX ix_sales_day_changes_day ON sales_day_changes (day)');
    await this.createNotes(runner);
    await this.noteOrders(runner);
    await this.noteRefunds(runner);
    await this.notePlaces(runner);
  }

  /** A moment belongs to up to three days, depending on where it is asked: from 12 hours behind UTC to 14 before it. */
  private async createNotes(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION note_sales_at(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        earliest date := ((moment - interval '12 hours') AT TIME ZONE 'UTC')::date;
        latest date := ((moment + interval '14 hours') AT TIME ZONE 'UTC')::date;
      BEGIN
        IF moment IS NULL THEN RETURN; END IF;
        FOR number IN earliest - DATE '2000-01-01' .. latest - DATE '2000-01-01' LOOP
          PERFORM pg_advisory_xact_lock_shared(${DAY_LOCK}, number);
        END LOOP;
        INSERT INTO sales_day_changes (day) SELECT d.day FROM sales_days d WHERE d.day BETWEEN earliest AND latest
          AND NOT EXISTS (SELECT FROM sales_day_changes c WHERE c.day = d.day);
      END $$`);
    await runner.query(`
      CREATE FUNCTION note_sales_of(changed_order_id integer) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        paid timestamptz := (SELECT paid_at FROM orders WHERE id = changed_order_id);
      BEGIN
        IF paid IS NULL THEN RETURN; END IF;
        PERFORM note_sales_at(paid);
        PERFORM note_sales_at(created_at) FROM refunds WHERE order_id = changed_order_id;
        PERFORM note_sales_at(refunded_at) FROM order_items WHERE order_id = changed_order_id AND refunded_at IS NOT NULL;
      END $$`);
  }

  private async noteOrders(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION note_sales_of_orders() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'INSERT' AND OLD.paid_at IS NOT NULL THEN
          PERFORM note_sales_at(OLD.paid_at);
          PERFORM note_sales_of(OLD.id);
        ELSE
          PERFORM note_sales_at(NEW.paid_at);
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER note_sales_inserted AFTER INSERT ON orders FOR EACH ROW WHEN (NEW.paid_at IS NOT NULL)
      EXECUTE FUNCTION note_sales_of_orders()`);
    await runner.query(`
      CREATE TRIGGER note_sales_updated AFTER UPDATE OF paid_at, seller_id, bonus_amount ON orders FOR EACH ROW
      WHEN (OLD.paid_at IS DISTINCT FROM NEW.paid_at OR (NEW.paid_at IS NOT NULL
        AND (OLD.seller_id IS DISTINCT FROM NEW.seller_id OR OLD.bonus_amount <> NEW.bonus_amount)))
      EXECUTE FUNCTION note_sales_of_orders()`);
    await runner.query(`
      CREATE TRIGGER note_sales_deleted AFTER DELETE ON orders FOR EACH ROW WHEN (OLD.paid_at IS NOT NULL)
      EXECUTE FUNCTION note_sales_of_orders()`);
    await runner.query(`
      CREATE FUNCTION note_sales_of_lines() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.superseded_at IS NOT DISTINCT FROM NEW.superseded_at
          AND OLD.discount = NEW.discount AND OLD.bonus_amount = NEW.bonus_amount THEN
          PERFORM note_sales_at(OLD.refunded_at);
          PERFORM note_sales_at(NEW.refunded_at);
        ELSE
          PERFORM note_sales_of(coalesce(NEW.order_id, OLD.order_id));
          IF TG_OP <> 'INSERT' THEN PERFORM note_sales_at(OLD.refunded_at); END IF;
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER note_sales_changed AFTER INSERT OR DELETE ON order_items FOR EACH ROW
      EXECUTE FUNCTION note_sales_of_lines()`);
    await runner.query(`
      CREATE TRIGGER note_sales_updated AFTER UPDATE OF refunded_at, superseded_at, discount, bonus_amount ON order_items
      FOR EACH ROW WHEN (OLD.refunded_at IS DISTINCT FROM NEW.refunded_at OR OLD.discount <> NEW.discount
        OR OLD.superseded_at IS DISTINCT FROM NEW.superseded_at OR OLD.bonus_amount <> NEW.bonus_amount)
      EXECUTE FUNCTION note_sales_of_lines()`);
  }

  private async noteRefunds(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION note_sales_of_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'INSERT' THEN PERFORM note_sales_at(OLD.created_at); END IF;
        IF TG_OP <> 'DELETE' THEN PERFORM note_sales_at(NEW.created_at); END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER note_sales_changed AFTER INSERT OR DELETE ON refunds FOR EACH ROW
      EXECUTE FUNCTION note_sales_of_refunds()`);
    await runner.query(`
      CREATE TRIGGER note_sales_updated AFTER UPDATE OF status, created_at ON refunds FOR EACH ROW
      WHEN ((OLD.status = 'failed') <> (NEW.status = 'failed') OR OLD.created_at <> NEW.created_at)
      EXECUTE FUNCTION note_sales_of_refunds()`);
    await runner.query(`
      CREATE FUNCTION note_sales_of_refund_lines() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM note_sales_at(created_at) FROM refunds WHERE id = coalesce(NEW.refund_id, OLD.refund_id);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER note_sales_changed AFTER INSERT OR DELETE OR UPDATE OF amount, points ON refund_items FOR EACH ROW
      EXECUTE FUNCTION note_sales_of_refund_lines()`);
  }

  /** How it was paid, what a screening shows and where, and by which clocks a cinema lives. */
  private async notePlaces(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION note_sales_of_payments() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM note_sales_of(OLD.order_id);
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER note_sales_updated AFTER UPDATE OF settlement, method ON payments FOR EACH ROW
      WHEN (OLD.settlement IS DISTINCT FROM NEW.settlement OR OLD.method <> NEW.method)
      EXECUTE FUNCTION note_sales_of_payments()`);
    await runner.query(`
      CREATE TRIGGER note_sales_deleted AFTER DELETE ON payments FOR EACH ROW WHEN (OLD.settlement = 'fulfilled')
      EXECUTE FUNCTION note_sales_of_payments()`);
    await runner.query(`
      CREATE FUNCTION note_sales_of_screenings() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM note_sales_of(order_id) FROM (
          SELECT DISTINCT i.order_id FROM order_seats s JOIN order_items i ON i.id = s.order_item_id
          WHERE s.screening_id = NEW.id) orders_of_it;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER note_sales_updated AFTER UPDATE OF movie_id, cinema_id ON screenings FOR EACH ROW
      WHEN (OLD.movie_id <> NEW.movie_id OR OLD.cinema_id <> NEW.cinema_id)
      EXECUTE FUNCTION note_sales_of_screenings()`);
    await runner.query(`
      CREATE FUNCTION note_sales_of_cinemas() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(${ZONE_LOCK}, 0);
        INSERT INTO sales_day_changes (day) SELECT day FROM sales_days;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER note_sales_updated AFTER UPDATE OF time_zone ON cinemas FOR EACH ROW
      WHEN (OLD.time_zone <> NEW.time_zone) EXECUTE FUNCTION note_sales_of_cinemas()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, triggers] of Object.entries({
      orders: ['inserted', 'updated', 'deleted'],
      order_items: ['changed', 'updated'],
      refunds: ['changed', 'updated'],
      refund_items: ['changed'],
      payments: ['updated', 'deleted'],
      screenings: ['updated'],
      cinemas: ['updated'],
    }))
      for (const trigger of triggers) await runner.query(`DROP TRIGGER note_sales_${trigger} ON ${table}`);
    for (const what of ['orders', 'lines', 'refunds', 'refund_lines', 'payments', 'screenings', 'cinemas'])
      await runner.query(`DROP FUNCTION note_sales_of_${what}()`);
    await runner.query('DROP FUNCTION note_sales_of(integer), note_sales_at(timestamptz)');
    await runner.query('DROP TABLE sales_day_changes, sales_day_sums, sales_days');
  }
}
