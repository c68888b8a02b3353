-- From where a cart was begun, as a keyed hash that is the same within one merchant only; never the address itself.
ALTER TABLE "commerce"."carts" ADD COLUMN "client_address" TEXT;
